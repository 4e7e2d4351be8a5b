"""A Windows of our own for tests: a registry in a dictionary, folders in a temporary one, and what a person's PC tells."""

from pathlib import Path


class FakeMachine:
    """What `Port` asks for; `registry` maps (root, key) → {name: value}, keys in any case as Windows takes them."""

    def __init__(self, folder, *, on_windows=True):
        self.on_windows = on_windows
        self.home = folder / "home"
        self.roaming = self.home / "AppData" / "Roaming"
        self.local = self.home / "AppData" / "Local"
        self.temporary = self.local / "Temp"
        self.python = folder / "venv" / "Scripts" / "python.exe"
        self.base = folder / "Python311"
        for made in (self.roaming / "Microsoft" / "Excel" / "XLSTART", self.temporary, self.python.parent):
            made.mkdir(parents=True)
        self.python.write_bytes(b"exe")
        self.python.with_name("pythonw.exe").write_bytes(b"exe")
        self.environment = {}
        self.registry = {
            ("HKCU", r"Software\Microsoft\Office\16.0"): {},
            ("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"): {
                "VersionToReport": "16.0.17928.20114",
                "Platform": "x64",
            },
        }
        self.running = False
        self.zones = {}
        self.answers = {}  # program → what it prints
        self.read_only_registry = False

    @property
    def start(self):
        return self.roaming / "Microsoft" / "Excel" / "XLSTART"

    def set(self, root, key, **values):
        self.registry.setdefault((root, key), {}).update(values)

    def _key(self, root, key):
        return next(
            (known for known in self.registry if (known[0], known[1].lower()) == (root, key.lower())), (root, key)
        )

    def values(self, root, key):
        return dict(self.registry.get(self._key(root, key), {}))

    def subkeys(self, root, key):
        below = f"{key.lower()}\\"
        found = [
            name[len(below) :].split("\\")[0]
            for of, name in self.registry
            if of == root and name.lower().startswith(below)
        ]
        return tuple(dict.fromkeys(found))

    def set_value(self, key, name, value):
        if self.read_only_registry:
            raise PermissionError(13, "Access is denied")
        self.registry.setdefault(self._key("HKCU", key), {})[name] = value

    def remove_value(self, key, name):
        at = self._key("HKCU", key)
        self.registry[at].pop(name)
        if not self.registry[at]:
            del self.registry[at]

    def excel_is_running(self):
        return self.running

    def zone(self, path):
        return self.zones.get(Path(path).name)

    def answer(self, program, code):
        return self.answers.get(str(program))


def everything_in(folder):
    """Path → bytes of every file, and None of every folder."""
    return {path: path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}
