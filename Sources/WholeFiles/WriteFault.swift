internal import Glibc

/// Why something was not written; what stood in its place is what it was.
package enum WriteFault: Error, Hashable, Sendable {
  /// Another process is writing the same.
  case busy
  /// Something stands there that was not to be replaced.
  case exists
  /// What was to be replaced is no longer what it was.
  case changed
  /// The number of the system's error.
  case system(Int32)

  /// The same in words.
  package var words: String {
    switch self {
    case .busy: "another process is writing it"
    case .exists: String(cString: strerror(EEXIST))
    case .changed: "it was changed meanwhile"
    case .system(let number): String(cString: strerror(number))
    }
  }
}
