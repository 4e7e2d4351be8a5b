"""Pages as a test looks at them: elements by a few simple selectors, and their words."""

import re

import lxml.html

_STEP = re.compile(r"(?P<tag>[\w-]+)?(?P<rest>(?:\.[\w-]+|\[[\w-]+=[\w-]+\]|\[[\w-]+\]|:first-child)*)")


def tree(path):
    return lxml.html.fromstring(path.read_text("utf-8"))


def words(element):
    return " ".join(element.text_content().split())


def find(root, selector):
    """The elements below `root` for `.tiles > section, td.open`: tags, classes, attributes, > and :first-child."""
    paths = "|".join(
        "." + "".join(map(_xpath, re.findall(r"(?:^|>|(?<=\s))\s*[^\s>]+", one))) for one in selector.split(",")
    )
    return root.xpath(paths)


def one(root, selector):
    (found,) = find(root, selector)
    return found


def _xpath(step):
    axis = "/" if step.lstrip().startswith(">") else "//"
    match = _STEP.fullmatch(step.lstrip("> "))
    assert match, step
    found = f"{axis}{match['tag'] or '*'}"
    for part in re.findall(r"\.[\w-]+|\[[^\]]+\]|:first-child", match["rest"]):
        if part.startswith("."):
            found += f"[contains(concat(' ', normalize-space(@class), ' '), ' {part[1:]} ')]"
        elif part.startswith("["):
            name, _, value = part[1:-1].partition("=")
            found += f"[@{name}='{value}']" if value else f"[@{name}]"
        else:
            found += "[not(preceding-sibling::*)]"
    return found
