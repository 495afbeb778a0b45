import Diagnostics
import Foundation
import Primitives
import Records

@testable import LanguageServer

/// A machine in memory with the policy of the sample organisation.
final class FakeHost: LanguageHost {
  static let root = "/work-tree"

  /// What is said to be wrong with the open files.
  var found: [Finding] = []
  private(set) var overlaid: [String: [UInt8]] = [:]
  private(set) var runs = 0

  func place(of path: String) -> FilePlace? {
    guard path.hasPrefix(Self.root + "/") else { return nil }
    return FilePlace(root: Self.root, path: String(path.dropFirst(Self.root.count + 1)))
  }

  func overlay(_ texts: [String: [UInt8]], in root: String) { overlaid = texts }

  func findings(in root: String) -> [Finding] {
    runs += 1
    return found
  }

  func knowledge(of root: String) -> Knowledge {
    Knowledge(
      policy: Self.policy,
      records: [
        KnownRecord(
          id: "CHG-2026-0101", title: "Grow the *log* store", kind: "normal",
          path: "changes/2026/CHG-2026-0101.yaml"),
        KnownRecord(
          id: "CHG-2026-0102", title: "Rotate a key", kind: "standard",
          path: "changes/2026/CHG-2026-0102.yaml"),
      ])
  }

  func evidence(of id: String, in root: String) -> [String] {
    id == "CHG-2026-0104" ? ["evidence/CHG-2026-0104/functional.txt"] : []
  }

  func digest(ofEvidence path: String, in root: String) -> String? {
    path.hasSuffix("functional.txt") ? String(repeating: "ab", count: 32) : nil
  }

  func text(of path: String, in root: String) -> String? {
    Self.files[path].map { String(decoding: $0, as: UTF8.self) }
  }

  func today() -> CivilDate { CivilDate(daysSinceEpoch: 20_500) }

  // MARK: The sample

  static let package: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  static let files: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [:]
    let names = FileManager.default.enumerator(atPath: "\(package)/policies")
    while let name = names?.nextObject() as? String {
      guard name.hasSuffix(".yaml"),
        let data = FileManager.default.contents(
          atPath: "\(package)/policies/\(name)")
      else { continue }
      files["policies/\(name)"] = [UInt8](data)
    }
    return files
  }()

  static let policy: Policy? = Policy.read(files: files).policy
}
