"""Adds up the trx files of one folder: python3 tally.py FOLDER

Names the skipped tests, and ends with the line "N passed, N failed". Exits with 0 only if at least one test ran and
every test passed.
"""

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

KINDS = {"Passed": "passed", "NotExecuted": "skipped", "Inconclusive": "skipped"}


def main(folder):
    count = Counter()
    for file in sorted(Path(folder).rglob("*.trx")):
        try:
            run = ElementTree.parse(file)
        except ElementTree.ParseError as error:
            print(f"unreadable: {file.name}: {error}")
            count["unreadable"] += 1
            continue
        # The outcomes one by one: in dotnet's own files <Counters> says notExecuted="0" whatever was skipped.
        for result in run.iterfind(".//{*}UnitTestResult"):
            kind = KINDS.get(result.get("outcome"), "failed")
            count[kind] += 1
            if kind == "skipped":
                print(f"skipped: {result.get('testName')}")
    if not count:
        print("no test ran")
    print(f"{count['passed']} passed, {count['failed']} failed")
    return 0 if set(count) == {"passed"} else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
