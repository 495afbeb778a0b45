import Foundation

/// The digests of the tests: what `sha256sum` prints, never what the product computes.
package enum SHA256Sum {
  /// 64 lower-case hexadecimal digits.
  package static func of(_ data: Data) throws -> String {
    let outcome = try Command.run(
      try Command.find("sha256sum"), [], in: ScratchFolder.run,
      environment: CleanEnvironment.variables(home: ScratchFolder.run), input: data)
    guard outcome.status == 0, outcome.line.count >= 64 else {
      throw TestFailure("sha256sum: \(outcome.errorText)")
    }
    return String(outcome.line.prefix(64))
  }

  /// 64 lower-case hexadecimal digits of the text's UTF-8.
  package static func of(_ text: String) throws -> String { try of(Data(text.utf8)) }
}
