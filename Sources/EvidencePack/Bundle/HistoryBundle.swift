package import Audit
package import Primitives
package import Reporting

/// `history.bundle`: the trunk as Git carries it, so that the pack can be judged without the forge.
///
/// Everything that the trunk reaches is in it, since a bundle that lacks a commit cannot be cloned;
/// the acts that count are among it. Beside the trunk stand the standpoint, as `refs/audit/standpoint`,
/// and the carriers of acts that have not landed, which can close a gate. The tips name all objects by
/// their digests; the bytes of the file hang on how a clone is packed as well, so that two clones
/// may give two files that say the same.
package struct HistoryBundle: Hashable, Sendable {
  /// A name in the bundle.
  package struct Reference: Hashable, Sendable {
    package let name: String
    package let commit: ObjectID

    package init(name: String, commit: ObjectID) {
      self.name = name
      self.commit = commit
    }
  }

  /// The file of the pack.
  package static let path = "history.bundle"
  /// The longest header that is read.
  package static let longestHeader = 1 << 22

  /// `HEAD` first, then by name.
  package let references: [Reference]
  /// What whoever reads it must have already: the commit that an earlier bundle ended with.
  package let since: ObjectID?

  /// - Parameters:
  ///   - carriers: the references below `assent/` of the repository, by their full names.
  ///   - since: a commit of the trunk whose history is left out.
  package init(scope: AuditScope, carriers: [Reference] = [], since: ObjectID? = nil) {
    let branch =
      scope.trunkReference.split(separator: "/").count > 2
      ? Self.branch(scope.trunkReference) : scope.trunkReference
    var names: [String: ObjectID] = [:]
    for carrier in carriers { names[carrier.name] = carrier.commit }
    // Where the trunk is a remote's branch, both names are there: Git clones the one, and a verdict
    // speaks of the other.
    names["refs/heads/" + branch] = scope.tip
    names[scope.trunkReference] = scope.tip
    names["refs/audit/standpoint"] = scope.standpoint
    let sorted = names.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    references =
      [Reference(name: "HEAD", commit: scope.tip)]
      + sorted.map { Reference(name: $0.key, commit: $0.value) }
    self.since = since
  }

  private init(references: [Reference], since: ObjectID?) {
    self.references = references
    self.since = since
  }

  /// The name of a branch without what stands before it.
  private static func branch(_ reference: String) -> String {
    let parts = reference.split(separator: "/")
    let isRemote = reference.hasPrefix("refs/remotes/")
    return parts.dropFirst(isRemote ? 3 : 2).joined(separator: "/")
  }

  // MARK: Writing

  /// What stands before the pack (gitformat-bundle, version 2).
  package var header: [UInt8] {
    var text = "# v2 git bundle\n"
    if let since { text += "-\(since) \n" }
    for reference in references { text += "\(reference.commit) \(reference.name)\n" }
    return Array((text + "\n").utf8)
  }

  /// The words of `git` that write the pack to standard output; one thread, and no settings of the
  /// user, so that the same clone gives the same bytes.
  package var arguments: [String] {
    let settings = [
      "pack.threads=1", "pack.window=10", "pack.depth=50", "pack.compression=-1",
      "core.compression=-1", "pack.packSizeLimit=0", "pack.useSparse=true",
      "pack.windowMemory=0", "core.bigFileThreshold=512m",
      // What is mapped at a time: it counts as memory, and decides nothing.
      "core.packedGitWindowSize=8m", "core.packedGitLimit=64m",
    ]
    return settings.flatMap { ["-c", $0] } + [
      "pack-objects", "--stdout", "--revs", "--delta-base-offset", "--quiet",
    ] + (since == nil ? [] : ["--thin"])
  }

  /// What that command reads.
  package var input: [UInt8] {
    let tips = Set(references.map(\.commit)).sorted().map { "\($0)\n" }
    return Array((tips.joined() + (since.map { "^\($0)\n" } ?? "")).utf8)
  }

  // MARK: Reading

  /// What `audit.json` says about the file: enough to compare two that are packed otherwise.
  package var account: JSONValue {
    .object([
      (
        "references",
        .array(
          references.map { reference in
            .object([("name", .string(reference.name)), ("commit", .text(reference.commit))])
          })
      ),
      ("since", .text(since)),
    ])
  }

  /// Reads the header at the beginning of a file; nil for anything else than ``header`` writes.
  package static func read(_ beginning: [UInt8]) -> HistoryBundle? {
    var references: [Reference] = []
    var since: ObjectID?
    var rest = beginning[...]
    func line() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard let first = line(), first.elementsEqual("# v2 git bundle".utf8) else { return nil }
    while let text = line() {
      if text.isEmpty { return HistoryBundle(references: references, since: since) }
      let isPrerequisite = text.first == UInt8(ascii: "-")
      let body = isPrerequisite ? text.dropFirst() : text
      guard let commit = ObjectID(hex: body.prefix(40)), body.dropFirst(40).first == 0x20,
        let name = String(validating: body.dropFirst(41), as: UTF8.self)
      else { return nil }
      if isPrerequisite {
        guard since == nil else { return nil }
        since = commit
      } else {
        references.append(Reference(name: name, commit: commit))
      }
    }
    return nil
  }
}
