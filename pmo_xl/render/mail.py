"""A letter as a draft that Outlook opens for sending: an .eml file, the list attached."""

from email import policy
from email.message import EmailMessage
from typing import Final

from pmo_xl.render.text import spoken

_WORKBOOK: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def draft(subject: str, body: str, *, attached: bytes | None = None, name: str = "") -> bytes:
    """The draft as bytes; nobody is named as recipient, for no sheet says an address. The same input, the same bytes.

    Texts come from cells: line breaks in the subject become spaces, so that nothing can become a header.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = " ".join(spoken(subject).split())
    message["X-Unsent"] = "1"  # Outlook opens it for editing instead of showing it as received
    message.set_content(spoken(body) + "\n", charset="utf-8", cte="base64")
    if attached is not None:
        message.add_attachment(attached, maintype=_WORKBOOK[0], subtype=_WORKBOOK[1], filename=name)
        message.set_boundary("=_pmo_xl_")
    return message.as_bytes()
