internal import Acts
internal import Decision
internal import Git
internal import Primitives
internal import Records
internal import Signatures

/// Turns what signed commits say into acts with all faults of evidence.
struct ActReader {
  let graph: Graph
  let chain: PolicyChain
  let store: RecordStore
  /// By commit, its root tree and its `changes/` tree.
  let trees: Column<ObjectID>
  let changesTrees: TreeColumn
  /// The spine position of the trust root.
  let root: Int
  /// By key, the commits from whose integration on its acts are void, over all policies.
  let compromised: [Credential: [Graph.Index]]
  /// One id for people who ever shared a key.
  let aliases: [String: String]

  /// The acts of one commit.
  func acts(of commit: SignedCommit, at index: Graph.Index, _ repository: borrowing Repository)
    throws(LedgerError) -> [Act]
  {
    let voids = malformation(of: commit)
    var shared: [ActReason] = voids == nil ? [] : [.malformed]
    let signer = signer(of: commit, at: index)
    let integration = graph.integrations[index]
    if let integration, integration <= root {
      // No policy was in force by which its key could be judged.
      shared += signer.faults.filter { $0 < .keyUnknown } + [.beforeRoot]
    } else {
      shared += signer.faults
    }
    if let integration, chain.isGap(integration) { shared.append(.policyGap) }
    if commit.reading.repository != policy(for: index)?.charter.repository {
      shared.append(.wrongRepository)
    }
    // What nobody known vouches for is named so; nothing more is looked up for it, since anybody
    // can make any number of such commits.
    let isEvidence = voids == nil && signer.person != nil
    let edits = isEvidence ? try edits(of: commit, at: index, repository) : Edits()
    var acts: [Act] = []
    for statement in commit.reading.statements {
      var faults = shared
      var words = voids ?? signer.words
      let record: (version: Int?, faults: [ActReason]) =
        isEvidence ? try record(statement, at: index, repository) : (nil, [])
      faults += record.faults
      if edits.forbids(statement.change) { faults.append(.editsFiles) }
      if let fault = Self.contentFault(statement, record.version, store, commit.hasBody) {
        faults.append(.malformed)
        words = words ?? fault
      }
      acts.append(
        act(
          statement, commit, index, signer: signer, faults: faults, words: words,
          version: record.version))
    }
    for malformed in commit.reading.malformed {
      let statement = Statement(
        index: malformed.index, verb: malformed.verb, change: malformed.change, parameters: [])
      acts.append(
        act(
          statement, commit, index, signer: signer, faults: [.malformed] + shared,
          words: malformed.fault, version: nil))
    }
    return acts
  }

  private func act(
    _ statement: Statement, _ commit: SignedCommit, _ index: Graph.Index, signer: Signer,
    faults: [ActReason], words: String?, version: Int?
  ) -> Act {
    let integration = graph.integrations[index]
    let parentTime = graph.parents(of: index).map { graph.times[$0] }.max()
    return Act(
      commit: index, id: commit.id, statement: statement, person: signer.person,
      isMachine: signer.isMachine, key: signer.fingerprint,
      faults: Array(Set(faults)).sorted(), explanation: words, version: version,
      integration: integration, time: graph.times[index],
      integrationTime: integration.map { graph.times[graph.spine[$0]] },
      datedBeforeParent: parentTime.map { graph.times[index] < $0 } ?? false,
      hasBody: commit.hasBody, keyValidity: signer.validity)
  }

  // MARK: Form

  /// Why every act of the commit is malformed, in words.
  private func malformation(of commit: SignedCommit) -> String? {
    if let fault = commit.strictFault { return fault }
    if commit.parents.count != 1 {
      return "an act commit has exactly one parent, this one \(commit.parents.count)"
    }
    if let fault = commit.reading.fault { return fault }
    return commit.reading.malformed.first?.fault
  }

  /// What is wrong with what an act says beside the record it speaks of.
  private static func contentFault(
    _ statement: Statement, _ version: Int?, _ store: RecordStore, _ hasBody: Bool
  ) -> String? {
    switch statement.verb {
    case .except, .override:
      return hasBody ? nil : "the body owes the reason"
    case .assess:
      guard let version, let record = store.versions[statement.change]?[version].document.change
      else { return nil }
      let stated = statement["risk"] ?? ""
      let recorded = record.assessment?.risk?.rawValue
      return stated == recorded
        ? nil : "it assesses the risk \(stated), the record says \(recorded ?? "none")"
    default: return nil
    }
  }

  // MARK: Signer

  /// The person who signed a commit of role acts, if nothing is wrong with it as evidence, and when
  /// the key may be used.
  func soundSigner(of commit: SignedCommit, at index: Graph.Index) -> (
    person: String, validity: Validity
  )? {
    guard malformation(of: commit) == nil,
      graph.parents(of: index).first.map({ trees[$0] == trees[index] }) ?? false,
      graph.integrations[index].map({ $0 > root && !chain.isGap($0) }) ?? true,
      commit.reading.repository == policy(for: index)?.charter.repository
    else { return nil }
    let signer = signer(of: commit, at: index)
    guard signer.faults.isEmpty, !signer.isMachine else { return nil }
    return signer.person.map { ($0, signer.validity) }
  }

  private struct Signer {
    var person: String?
    var isMachine = false
    var fingerprint: String?
    var faults: [ActReason] = []
    var words: String?
    var validity = Validity()
  }

  /// Whether a key belonged to a human and could be used where a commit stands.
  func isUsable(_ key: Proof, byHumanAt index: Graph.Index, asOf now: Instant) -> Bool {
    let position = graph.integrations[index] ?? graph.spine.count - 1
    let links = [link(for: index), link(at: position)]
    return !isCompromised(key, at: index)
      && links.allSatisfy { link in
        link?.keys.owner(of: key).map {
          $0.isActive && !$0.isMachine && $0.validity.contains(now)
        } ?? false
      }
  }

  /// The policy in force for an act of this commit.
  private func policy(for index: Graph.Index) -> Policy? { link(for: index)?.version.policy }

  private func link(for index: Graph.Index) -> PolicyChain.Link? {
    let position = graph.integrations[index].map { $0 - 1 } ?? graph.spine.count - 1
    return link(at: position) ?? link(at: position + 1)
  }

  private func link(at position: Int) -> PolicyChain.Link? {
    guard chain.inForce.indices.contains(position), let number = chain.inForce[position] else {
      return nil
    }
    return chain.links[number]
  }

  private func signer(of commit: SignedCommit, at index: Graph.Index) -> Signer {
    switch commit.signature {
    case .unsigned: return Signer(faults: [.unsigned])
    case .unsupported(let why): return Signer(faults: [.signatureUnsupported], words: why)
    case .bad(let why): return Signer(faults: [.signatureBad], words: why)
    case .unknownKey(let name):
      return Signer(
        fingerprint: name, faults: [.keyUnknown],
        words: "no policy of the trunk knows the key \(name)")
    case .good(let proof): return owner(of: proof, at: index)
    }
  }

  private func owner(of key: Proof, at index: Graph.Index) -> Signer {
    var signer = Signer(fingerprint: key.fingerprint)
    let integration = graph.integrations[index] ?? graph.spine.count - 1
    let then = link(for: index)?.keys.owner(of: key)
    let now = link(at: integration)?.keys.owner(of: key)
    if let known = then ?? now {
      signer.person = aliases[known.person] ?? known.person
      signer.isMachine = known.isMachine
      signer.validity = [then, now].compactMap { $0?.validity }
        .reduce(Validity()) { $0.intersection($1) }
      if !(then?.isActive ?? false) || !(now?.isActive ?? false) {
        signer.faults.append(.keyNotInForce)
        signer.words = [then, now].lazy.compactMap { $0?.refusal }.first
      }
    } else if let past = chain.links.lazy.compactMap({ $0.keys.owner(of: key) }).first {
      signer.person = aliases[past.person] ?? past.person
      signer.isMachine = past.isMachine
      signer.faults.append(.keyNotInForce)
    } else {
      signer.faults.append(.keyUnknown)
      signer.words = key.strangerWords
    }
    if isCompromised(key, at: index) { signer.faults.append(.keyCompromised) }
    return signer
  }

  /// A mark voids what is integrated at or after the marked commit's own integration.
  func isCompromised(_ key: Proof, at index: Graph.Index) -> Bool {
    let marks = key.credentials.flatMap { compromised[$0] ?? [] }
    guard !marks.isEmpty else { return false }
    guard let integration = graph.integrations[index] else { return true }
    return marks.contains { mark in
      guard let since = graph.integrations[mark] else { return true }
      return integration >= since
    }
  }

  // MARK: Record and tree

  private func record(
    _ statement: Statement, at index: Graph.Index, _ repository: borrowing Repository
  ) throws(LedgerError) -> (version: Int?, faults: [ActReason]) {
    guard
      let place = try store.place(
        of: statement.change, inChanges: changesTrees[index], repository)
    else {
      return (nil, statement.digest == nil ? [.digestMissing, .recordMissing] : [.recordMissing])
    }
    let version = try store.version(of: statement.change, at: place, repository)
    guard let digest = statement.digest else { return (version, [.digestMissing]) }
    let actual = store.versions[statement.change]?[version].digest
    return actual == digest ? (version, []) : (version, [.digestMismatch])
  }

  /// Which acts of a commit edit what their rows do not let them.
  private struct Edits {
    var all = false
    var changes: Set<String> = []

    func forbids(_ change: String) -> Bool { all || changes.contains(change) }
  }

  private func edits(
    of commit: SignedCommit, at index: Graph.Index, _ repository: borrowing Repository
  )
    throws(LedgerError) -> Edits
  {
    guard let parent = graph.parents(of: index).first, trees[parent] != trees[index] else {
      return Edits()
    }
    let verbs = commit.reading.statements.map(\.verb)
    if verbs.contains(where: { $0.mayEdit == .nothing }) { return Edits(all: true) }
    let files = try reading { () throws(GitError) in
      try repository.differences(from: trees[parent], to: trees[index])
    }
    for file in files {
      guard file.new.map({ $0.kind == .file }) ?? true,
        let change = Self.change(ofPath: file.path)
      else { return Edits(all: true) }
      let acts = commit.reading.statements.filter { $0.change == change }
      let isEvidence = file.path.hasPrefix("changes/evidence/")
      guard !acts.isEmpty, !isEvidence || acts.allSatisfy({ $0.verb.mayEdit != .recordAlone })
      else { return Edits(all: true) }
    }
    return try executionEdits(of: commit, at: index, parent: parent, repository)
  }

  /// Start may touch nothing of the record but `execution`.
  private func executionEdits(
    of commit: SignedCommit, at index: Graph.Index, parent: Graph.Index,
    _ repository: borrowing Repository
  ) throws(LedgerError) -> Edits {
    var edits = Edits()
    for statement in commit.reading.statements where statement.verb.mayEdit == .execution {
      let id = statement.change
      guard let old = try store.place(of: id, inChanges: changesTrees[parent], repository),
        let new = try store.place(of: id, inChanges: changesTrees[index], repository)
      else {
        edits.changes.insert(id)
        continue
      }
      let before = try store.version(of: id, at: old, repository)
      let after = try store.version(of: id, at: new, repository)
      guard let versions = store.versions[id] else { continue }
      var left = versions[before].sections
      var right = versions[after].sections
      left[.execution] = nil
      right[.execution] = nil
      let sameTitle =
        versions[before].document.change?.title == versions[after].document.change?.title
      if left != right || versions[before].head != versions[after].head || !sameTitle {
        edits.changes.insert(id)
      }
    }
    return edits
  }

  /// The change to which a path from the root belongs; nil for everything else.
  static func change(ofPath path: String) -> String? {
    // By bytes, as Git takes names apart.
    guard path.utf8.starts(with: "changes/".utf8) else { return nil }
    let rest = path.utf8.dropFirst("changes/".utf8.count)
    if rest.starts(with: "evidence/".utf8) {
      let parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      return parts.count >= 3 ? String(Substring(parts[1])) : nil
    }
    return RecordTracker.id(ofPath: Substring(rest))
  }
}
