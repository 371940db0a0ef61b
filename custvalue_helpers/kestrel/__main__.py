"""Write Kestrel's tables anew: ``python -m custvalue_helpers.kestrel``, from a checkout.

Needed only after a change to the simulator. Fingerprints go into the data dictionary.
"""

from __future__ import annotations

from custvalue_helpers.kestrel.simulate import simulate_firm
from custvalue_helpers.kit.data import (
    DICTIONARY_FILE,
    data_folder,
    format_dictionary,
    read_dictionary,
    table_text,
    with_fingerprints,
)


def main() -> None:
    folder = data_folder()
    texts = {name: table_text(table) for name, table in simulate_firm().tables.items()}
    dictionary = with_fingerprints(read_dictionary(), texts)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    (folder / DICTIONARY_FILE).write_text(format_dictionary(dictionary), encoding="utf-8", newline="")
    print(f"Wrote {len(texts)} tables into {folder.name}/; now run: python datasets/write_readme.py")


if __name__ == "__main__":
    main()
