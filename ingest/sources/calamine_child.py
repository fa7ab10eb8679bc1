"""Reads one Excel workbook, and writes its sheets as JSON on stdout; run under the limits of `ingest.sources.limited`.

calamine lays a sheet out as a full rectangle from A1 and copies a text into each cell that refers to it: one value in
the last corner, or one long text referred to a million times, asks for gigabytes out of a file of 20 kB.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime

import python_calamine

UNREADABLE, ENCRYPTED, TOO_LARGE = 2, 3, 4


def main(path: str) -> int:
    """Prints `[{name, hidden, rows, merged}]`; dates are `{"date": iso}` and `{"datetime": iso}`."""
    try:
        sys.stdout.write(json.dumps(_sheets(path), default=_dated))
    except python_calamine.PasswordError:
        return ENCRYPTED
    except MemoryError:
        return TOO_LARGE
    except BaseException:  # a panic in compiled code is no Exception
        return UNREADABLE
    return 0


def _sheets(path: str) -> list[dict[str, object]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets: list[dict[str, object]] = []
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != python_calamine.SheetVisibleEnum.Visible:
            sheets.append({"name": meta.name, "hidden": True, "rows": [], "merged": []})
            continue
        sheet = book.get_sheet_by_name(meta.name)
        merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append({"name": meta.name, "hidden": False, "rows": rows, "merged": merged})
    return sheets


def _dated(value: object) -> object:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    return {"date": value.isoformat()} if isinstance(value, date) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
