"""What a project measures itself against: the limits of its 基準値 sheet, and the size of what is built."""

from msgspec import Struct


class Limits(Struct, frozen=True):
    """下限 and 上限 of a measure."""

    low: float
    high: float


class Standards(Struct, frozen=True):
    """Limits of テスト密度 and 不具合密度 (件 for a unit of size), and 規模 with its unit; None = not written."""

    test_density: Limits | None = None
    defect_density: Limits | None = None
    size: float | None = None
    unit: str = "規模"
