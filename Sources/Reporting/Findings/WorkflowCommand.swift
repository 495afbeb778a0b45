/// A command to GitHub's runner, written so that no text in it becomes another one.
package struct WorkflowCommand {
  /// The command with its line feed.
  package let line: String

  /// - Parameters:
  ///   - name: such as `error`.
  ///   - message: may have several lines.
  package init(_ name: String, properties: [(String, String)], message: String) {
    let pairs = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
    line = "::\(name)\(pairs.isEmpty ? "" : " " + pairs)::\(Self.data(message))\n"
  }

  /// Text as the message of a command.
  static func data(_ text: String) -> String {
    replaced(text) { $0 == UInt8(ascii: "%") || $0 == 0x0A || $0 == 0x0D }
  }

  /// Text as the value of a property.
  static func property(_ text: String) -> String {
    replaced(PlainText.line(text)) {
      $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",")
    }
  }

  private static func replaced(_ text: String, _ isSpecial: (UInt8) -> Bool) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case _ where !isSpecial(byte): result.append(byte)
      case UInt8(ascii: "%"): result += Array("%25".utf8)
      case UInt8(ascii: ":"): result += Array("%3A".utf8)
      case UInt8(ascii: ","): result += Array("%2C".utf8)
      case 0x0A: result += Array("%0A".utf8)
      default: result += Array("%0D".utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
