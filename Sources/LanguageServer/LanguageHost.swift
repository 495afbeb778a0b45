package import Diagnostics
package import Primitives
package import Records

/// A file by the work tree that it belongs to.
package struct FilePlace: Hashable, Sendable {
  /// The absolute path of the work tree.
  package let root: String
  /// The path from there; absolute if the file lies elsewhere.
  package let path: String

  package init(root: String, path: String) {
    self.root = root
    self.path = path
  }
}

/// A record that others may name.
package struct KnownRecord: Hashable, Sendable {
  package let id: String
  package let title: String
  package let kind: String
  /// The path from the root of the work tree.
  package let path: String

  package init(id: String, title: String, kind: String, path: String) {
    self.id = id
    self.title = title
    self.kind = kind
    self.path = path
  }
}

/// What a work tree holds that texts refer to.
package struct Knowledge: Sendable {
  /// The policy as it was when it last loaded; nil if it never did.
  package let policy: Policy?
  /// By path.
  package let records: [KnownRecord]

  package init(policy: Policy? = nil, records: [KnownRecord] = []) {
    self.policy = policy
    self.records = records
  }
}

/// The machine that the server runs on: whatever needs files or a clock.
package protocol LanguageHost: AnyObject {
  /// The work tree of an absolute path; nil if there is none.
  func place(of path: String) -> FilePlace?
  /// Lets texts stand in place of files of a work tree, by path, from now on.
  func overlay(_ texts: [String: [UInt8]], in root: String)
  /// What is wrong with the files whose texts stand in place of them, and with the policy if it
  /// does not load.
  func findings(in root: String) -> [Finding]
  /// What texts of a work tree can refer to.
  func knowledge(of root: String) -> Knowledge
  /// The evidence of a record, as records name it.
  func evidence(of id: String, in root: String) -> [String]
  /// The SHA-256 of a file of evidence in hexadecimal digits; nil if it cannot be read.
  func digest(ofEvidence path: String, in root: String) -> String?
  /// The text of a file of a work tree; nil if it cannot be read.
  func text(of path: String, in root: String) -> String?
  /// The day.
  func today() -> CivilDate
}
