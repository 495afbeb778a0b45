/// One thing about a set-up that costs approvals, or may: a value, never thrown.
package struct SetUpFinding: Hashable, Sendable {
  /// Stable codes of the documentation's table.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case shallow, grafts
    case partialClone = "partial-clone"
    case alternateMissing = "alternate-missing"
    case alternateBorrowed = "alternate-borrowed"
    case replaceRefs = "replace-refs"
    case fetchNarrow = "fetch-narrow"
    case trunkUntracked = "trunk-untracked"
    case trunkBehind = "trunk-behind"
    case trunkNotDefault = "trunk-not-default"
    case gitOld = "git-old"
    case sshMissing = "ssh-missing"
    case sshBroken = "ssh-broken"
    case signingFormat = "signing-format"
    case signingKey = "signing-key"
    case signingKeyUnknown = "signing-key-unknown"
    case privateKeyMissing = "private-key-missing"
    case signingFails = "signing-fails"
    case signersFileMissing = "signers-file-missing"
    case hookMissing = "hook-missing"
    case editorMissing = "editor-missing"
    case pipelineMissing = "pipeline-missing"
    case modelineMissing = "modeline-missing"
    case commitEncoding = "commit-encoding"
    case commitCleanup = "commit-cleanup"
    case trailerSettings = "trailer-settings"
    case pullRebases = "pull-rebases"
    case pullMerges = "pull-merges"
    case mergeSquashes = "merge-squashes"
    case mergeForwardOnly = "merge-forward-only"
    case serverUnguarded = "server-unguarded"
    case pipelineTrustRoot = "pipeline-trust-root"
    case trunkSquashed = "trunk-squashed"
    case trunkSwapped = "trunk-swapped"
    case trunkRewritten = "trunk-rewritten"
    case trunkMixed = "trunk-mixed"
    case policyUnsettled = "policy-unsettled"
    case policyWeak = "policy-weak"
    case actsStranded = "acts-stranded"
    case clockBehind = "clock-behind"
    case forgeSquashes = "forge-squashes"
    case policyUnowned = "policy-unowned"
    case probeRefused = "probe-refused"
    case probeAltered = "probe-altered"
    case undecided
  }

  /// What it does to approvals.
  package enum Weight: String, Hashable, Sendable, CaseIterable {
    /// Approvals will be lost or not be counted.
    case cost
    /// It may come to that.
    case risk
  }

  package let code: Code
  package let weight: Weight
  /// What is so: lower case, one line, no full stop, naming the value seen.
  package let message: String
  /// The commands or steps that cure it, in order.
  package let cures: [String]

  package init(_ code: Code, _ weight: Weight, _ message: String, cures: [String]) {
    self.code = code
    self.weight = weight
    self.message = message
    self.cures = cures
  }
}

/// Everything that an examination of a set-up found.
package struct SetUpReport: Hashable, Sendable {
  package var findings: [SetUpFinding]
  /// What cannot be seen from here and is to be looked at by hand.
  package var notes: [String]
  /// Whether the history could not be read, so that what depends on it was not looked at.
  package var isUndecided: Bool

  package init(findings: [SetUpFinding] = [], notes: [String] = [], isUndecided: Bool = false) {
    self.findings = findings
    self.notes = notes
    self.isUndecided = isUndecided
  }

  /// How many findings cost approvals.
  package var costs: Int { findings.filter { $0.weight == .cost }.count }
}
