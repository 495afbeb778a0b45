/// Bytes from outside as text that is safe to show.
enum Printable {
  /// Quotes up to 64 printable ASCII characters of `bytes`; others become `?`.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    let shown = bytes.prefix(64).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
    return "“" + String(decoding: shown, as: UTF8.self) + (bytes.count > 64 ? "…" : "") + "”"
  }
}
