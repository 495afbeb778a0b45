internal import Decision
internal import Glibc
internal import Ledger
internal import Primitives
internal import Records

/// The sample organisation in a folder: its policy and its records.
struct Organisation {
  let policy: Policy
  let zone: TimeZoneRules
  let records: [RecordText]

  /// - Parameter approvals: what `approved` requires, to be put in the place of the policy's own.
  init(root: String, approvals: String? = nil) throws {
    var files: [String: [UInt8]] = [:]
    for folder in ["policies", "policies/templates"] {
      for name in try Self.names(in: root + "/" + folder) {
        files["\(folder)/\(name)"] = try Self.contents(of: "\(root)/\(folder)/\(name)")
      }
    }
    if let approvals { try Self.replace(in: &files, by: approvals) }
    let reading = Policy.read(files: files)
    guard let policy = reading.policy else {
      throw BenchmarkError("the policy cannot be read: \(reading.findings)")
    }
    guard let zone = ZoneReader.rules(of: policy.calendar.timeZone) else {
      throw BenchmarkError("this machine does not know \(policy.calendar.timeZone)")
    }
    self.policy = policy
    self.zone = zone
    let folder = root + "/changes/2026"
    records = try Self.names(in: folder).map { name in
      try RecordText(
        id: String(name.dropLast(5)),
        text: String(decoding: Self.contents(of: "\(folder)/\(name)"), as: UTF8.self))
    }
  }

  private static func replace(in files: inout [String: [UInt8]], by approvals: String) throws {
    let path = "policies/workflow.yaml"
    let lines = String(decoding: files[path] ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let stage = lines.firstIndex(of: "  approved:"),
      let first = lines[stage...].firstIndex(of: "    require:"),
      let last = lines[first...].firstIndex(where: { $0.hasPrefix("    not:") })
    else { throw BenchmarkError("\(path) has no `approved` with `require` and `not`") }
    let text = lines[...first] + [Substring(approvals)] + lines[last...]
    files[path] = Array(text.joined(separator: "\n").utf8)
  }

  private static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      throw BenchmarkError("there is no folder \(folder)")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".yaml") { names.append(name) }
    }
    return names.sorted()
  }

  private static func contents(of path: String) throws -> [UInt8] {
    guard let stream = fopen(path, "rb") else { throw BenchmarkError("\(path) cannot be read") }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
