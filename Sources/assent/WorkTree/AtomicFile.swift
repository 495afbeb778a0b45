internal import Glibc
internal import WholeFiles

/// Writes files of the user whole or not at all.
enum AtomicFile {
  /// Puts `bytes` in place of what stands at `path`, which keeps its mode, or makes the file.
  ///
  /// Links are not followed and nothing but a plain file is replaced. Throws a failure with exit
  /// status 2; then the file is what it was.
  ///
  /// - Parameter before: what the file must still hold; nil where it may be new.
  static func write(_ bytes: [UInt8], to path: String, replacing before: [UInt8]?) throws {
    do throws(WriteFault) {
      try WholeFile.write(bytes, to: path, over: .plain) {
        before.map { PlainFile.read(path, limit: $0.count) == .bytes($0) } ?? true
      }
    } catch {
      throw failure(path, error)
    }
  }

  private static func failure(_ path: String, _ fault: WriteFault) -> Failure {
    switch fault {
    case .busy, .changed:
      Failure("file", "\(path): \(fault.words)", hint: "run it again", exitStatus: 2)
    case .exists, .system(ELOOP):
      Failure(
        "file", "\(path) is no plain file", hint: "name the file itself, not a link to it",
        exitStatus: 2)
    case .system:
      Failure("file", "cannot write \(path): \(fault.words)", exitStatus: 2)
    }
  }
}
