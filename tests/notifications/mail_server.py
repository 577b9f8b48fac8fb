"""A small mail server on loopback that can hang, refuse, cut the line and answer late; it keeps what it said yes to."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage


class MailServer:
    """What it does is set by attributes, also while it runs.

    Attributes:
        greet: the first line; "" to hang without one.
        answer_rcpt, answer_data, answer_end: answers to RCPT TO, DATA and the end of a letter.
        late: seconds until the end of a letter is answered; it is kept before.
        cuts: whether the line is cut instead of that answer; the letter is kept.
        answer_quit: what it says at the end; "" to hang without a word.
        calls: how often somebody came.
        at: told of each step before it is answered: "connected", "data", "letter", and "yes" when the yes is on its way;
            an OSError of it cuts the line.
    """

    def __init__(self) -> None:
        self.greet, self.answer_rcpt, self.answer_data, self.answer_end = "220 thu", "250 duoc", "354 gui", "250 nhan"
        self.late, self.cuts = 0.0, False
        self.answer_quit, self.calls = "221 chao", 0
        self.at: Callable[[str], None] = lambda _step: None
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def message_ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.letters]

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        self.calls += 1
        try:
            with line, line.makefile("rwb") as file:
                if not self.greet:
                    time.sleep(30)
                    return
                self.at("connected")
                self._say(file, self.greet)
                if not self.greet.startswith("220"):
                    return
                while command := file.readline():
                    word = command.decode().strip().upper()
                    if word.startswith("EHLO"):
                        self._say(file, "250 thu")
                    elif word.startswith("RCPT"):
                        self.recipients.append(command.decode().split("<")[1].split(">")[0])
                        self._say(file, self.answer_rcpt)
                    elif word == "DATA":
                        self.at("data")
                        self._say(file, self.answer_data)
                        if self.answer_data.startswith("354") and not self._take(file):
                            return
                    elif word == "QUIT":
                        if not self.answer_quit:
                            time.sleep(30)
                        self._say(file, self.answer_quit)
                        return
                    else:
                        self._say(file, "250 duoc")
        except OSError:
            return

    def _take(self, file) -> bool:
        body = b""
        while not body.endswith(b"\r\n.\r\n"):
            part = file.readline()
            if not part:
                return False
            body += part
        self.at("letter")
        if self.answer_end.startswith("250"):
            self.letters.append(email.message_from_bytes(body[:-3], policy=email.policy.default))  # type: ignore[arg-type]
        time.sleep(self.late)
        if self.cuts:
            return False
        self._say(file, self.answer_end)
        self.at("yes")
        return True

    @staticmethod
    def _say(file, text: str) -> None:
        file.write(f"{text}\r\n".encode())
        file.flush()
