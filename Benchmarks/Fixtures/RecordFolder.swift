internal import Glibc

/// A work tree with a policy and records, for the linter.
struct RecordFolder {
  let records: Int

  func write(to directory: String) throws {
    for (name, text) in try Organisation().policy() {
      try OutputFile.write(text, to: "\(directory)/policies/\(name)")
    }
    for number in 0..<records {
      let record = Record(number: number)
      let changes = "\(directory)/changes"
      try OutputFile.write(record.done, to: "\(changes)/\(record.year)/\(record.file)")
      for (name, text) in record.evidence {
        try OutputFile.write(text, to: "\(changes)/evidence/\(record.id)/\(name)")
      }
    }
  }
}
