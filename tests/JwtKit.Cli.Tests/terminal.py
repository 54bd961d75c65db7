"""Types at a program's prompts: terminal.py PROGRAM ARGUMENT... <answers

Starts the program at a terminal of its own and types each line of standard input at a prompt of its own. Writes what
the terminal showed, and exits as the program did.
"""

import os
import pty
import select
import sys
import termios

PROMPT = b"(not shown): "
MOMENT = 0.01


def is_hiding(terminal):
    return not termios.tcgetattr(terminal)[3] & termios.ECHO


def show(terminal, answers):
    """What the program writes until its end, while each answer is typed once a prompt for it is there and hides it."""
    shown = b""
    typed = 0
    while True:
        if typed < min(len(answers), shown.count(PROMPT)) and is_hiding(terminal):
            os.write(terminal, answers[typed] + b"\r")
            typed += 1
        if select.select([terminal], [], [], MOMENT)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:
                # Nobody has the terminal open any more.
                return shown


def main():
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "dumb"
        os.execv(sys.argv[1], sys.argv[1:])
    sys.stdout.buffer.write(show(terminal, sys.stdin.buffer.read().splitlines()))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
