internal import Glibc

/// Says on a terminal how far an audit has come.
struct AuditProgress {
  private let isShown: Bool
  private var last = 0

  /// - Parameter isQuiet: whether nobody is to be told anyhow.
  init(isQuiet: Bool = false) {
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
  }

  /// A step that begins or has ended.
  func say(_ text: String) {
    if isShown { Terminal.remark(text) }
  }

  /// How many changes were examined, some hundreds at a time.
  mutating func examined(_ count: Int, of all: Int) {
    guard isShown, count - last >= 200 || count == all else { return }
    last = count
    Terminal.remark("examined \(Self.grouped(count)) of \(Self.grouped(all))")
  }

  /// How many dossiers were written.
  func written(_ count: Int, of all: Int) {
    if isShown { Terminal.remark("wrote \(Self.grouped(count)) of \(Self.grouped(all)) dossiers") }
  }

  /// A number with commas between thousands.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > (number < 0 ? 1 : 0) {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
