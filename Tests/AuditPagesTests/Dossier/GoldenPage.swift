import Foundation
import Testing

/// Files next to the tests that hold what pages said when somebody last read them.
enum GoldenPage {
  /// Compares a text with a golden file of these tests; `UPDATE_GOLDEN=1` rewrites it.
  static func compare(_ text: String, with name: String) throws {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    let path = parts.dropLast(2).joined(separator: "/") + "/Golden/\(name)"
    let stored = try? String(contentsOfFile: path, encoding: .utf8)
    guard stored.map({ Array($0.utf8) }) != Array(text.utf8) else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("\(name) differs; UPDATE_GOLDEN=1 rewrites it. Now it is:\n\(text)")
  }

  /// The words of a page as a reader meets them, a line for each block; pictures left out.
  static func words(_ bytes: [UInt8]) -> String {
    var text = ""
    var tag: [UInt8]?
    var isHidden = false
    var word: [UInt8] = []
    func flush() {
      if !isHidden { text += String(decoding: word, as: UTF8.self) }
      word = []
    }
    for byte in bytes {
      if byte == UInt8(ascii: "<") {
        flush()
        tag = []
      } else if byte == UInt8(ascii: ">"), let name = tag {
        let name = String(decoding: name.prefix { $0 != 0x20 }, as: UTF8.self)
        if ["svg", "head", "nav"].contains(name) { isHidden = true }
        if ["/svg", "/head", "/nav"].contains(name) { isHidden = false }
        if ["/p", "/li", "/tr", "/h1", "/h2", "/h3", "/caption", "/dd", "br"].contains(name) {
          text += "\n"
        }
        if ["/td", "/th"].contains(name) { text += " | " }
        if name == "/dt" { text += ": " }
        tag = nil
      } else if tag != nil {
        tag?.append(byte)
      } else {
        word.append(byte)
      }
    }
    flush()
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }
}
