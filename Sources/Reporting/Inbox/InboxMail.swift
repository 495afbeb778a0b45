internal import Primitives
package import Waiting

/// One person's inbox as a mail message (RFC 5322), for `sendmail -t`.
///
/// Nothing that people wrote stands in a header but the two addresses, and those only in the plainest
/// form: no record, name or policy can add a header or a recipient.
package struct InboxMail {
  private let sender: String

  /// Nil if the sender's address is not of the plain form `name@host`.
  package init?(from sender: String) {
    guard Self.isPlain(sender) else { return nil }
    self.sender = sender
  }

  /// The message; nil if the person has no address of the plain form.
  package func message(_ inbox: Inbox, of inboxes: Inboxes) -> String? {
    guard let address = inbox.address, Self.isPlain(address) else { return nil }
    let ready = inbox.tasks.count { $0.from == nil }
    let subject =
      ready == 1 ? "1 act waits for you" : "\(ready) acts wait for you"
    let head = [
      "From: \(sender)", "To: \(address)", "Subject: [assent] \(subject)",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
    ]
    let body = InboxText(hasColour: false, width: nil).page(inboxes.only(inbox))
    return head.map { $0 + "\n" }.joined() + "\n" + Self.quotedPrintable(body)
  }

  /// Whether an address is letters, digits and `.`, `_`, `+`, `-` around one `@`, and no option.
  package static func isPlain(_ address: String) -> Bool {
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, address.utf8.count <= 254, address.utf8.first != UInt8(ascii: "-")
    else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
          default: "._+-".utf8.contains(byte)
          }
        }
    }
  }

  /// RFC 2045, section 6.7: lines of at most 76 letters of ASCII.
  static func quotedPrintable(_ text: String) -> String {
    var (result, line) = ("", "")
    func end() {
      // A blank at the end of a line would be lost, and a lone dot would end the message.
      if line.last == " " {
        line.removeLast()
        line += "=20"
      }
      if line == "." { line = "=2E" }
      result += line + "\n"
      line = ""
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") {
        end()
        continue
      }
      let isPlain = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "=")
      let word =
        isPlain ? String(UnicodeScalar(byte)) : "=" + Hex.text([byte]).uppercased()
      if line.utf8.count + word.utf8.count > 72 {
        result += line + "=\n"
        line = ""
      }
      // mbox readers take a line that begins so for another message.
      line += line.isEmpty && word == "F" ? "=46" : line.isEmpty && word == "." ? "=2E" : word
    }
    if !line.isEmpty { end() }
    return result
  }
}
