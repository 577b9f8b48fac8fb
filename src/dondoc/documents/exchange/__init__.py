"""Exchange of documents between bodies as edXML (QCVN 102:2016/BTTTT, amended in 2022). Pure Python: no database.

What is tolerated, what is written and how packets travel: docs/exchange.md.
"""

from dondoc.documents.exchange.errors import ExchangeError
from dondoc.documents.exchange.packet import Packet, StatusMessage
from dondoc.documents.exchange.reader import Received, read_packet
from dondoc.documents.exchange.writer import write_packet

__all__ = ["ExchangeError", "Packet", "Received", "StatusMessage", "read_packet", "write_packet"]
