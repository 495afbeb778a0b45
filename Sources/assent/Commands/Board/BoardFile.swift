internal import Acting
internal import Diagnostics
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures

/// Reads an agenda's file.
enum BoardFile {
  /// The agenda and the digest of its bytes.
  static func read(
    _ file: String, in directory: String
  ) throws -> (agenda: AgendaFile, digest: SHA256Digest) {
    let bytes = try acting { () throws(ActingError) in
      try Files.read(Files.path(file, in: directory), limit: 1 << 20)
    }
    let reading = AgendaFile.read(bytes, path: file)
    guard let agenda = reading.agenda else {
      let finding = reading.findings.first
      let line = finding?.location.span.map { ":\($0.start.line)" } ?? ""
      throw Failure(
        "agenda",
        PlainText.line("\(file)\(line) is no agenda: \(finding?.message ?? "it cannot be read")"),
        hint: "assent agenda --role ROLE --output DIR makes one", exitStatus: 2)
    }
    return (agenda, sha256(of: bytes))
  }
}
