"""Whether a team has as many people as it declared: by those in the team, or by its rows where those are not known."""

from __future__ import annotations

from generator.records.sheets import too_many_rows


def unlike(size: int, there: int, *, whole: bool) -> str:
    """How the declared size differs from the roster; empty where it does not, or nobody can tell.

    Args:
        size: as declared.
        there: people in the team, or rows of the roster.
        whole: every row opened, so that ``there`` has none of those who left; else they are among the rows, and a few
            rows more than people prove nothing.
    """
    if whole:
        return f"登记 {size} 人，名册 {there} 人在队" if there != size else ""
    if there < size:
        return f"登记 {size} 人，名册 {there} 人"
    if too_many_rows(there, size):
        return f"登记 {size} 人，名册 {there} 行：退队的也算在行数里；真的差这么多吗"
    return ""
