package import Primitives

/// One act as a trailer states it, before anybody asked whether it counts.
package struct Statement: Hashable, Sendable {
  /// The place of the trailer among all trailers of its commit, from 0.
  package let index: Int
  package let verb: Verb
  /// The id of the change.
  package let change: String
  /// The parameters in the order written, `digest` included.
  package let parameters: [Parameter]

  /// One `key=value` of an act.
  package struct Parameter: Hashable, Sendable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package init(index: Int, verb: Verb, change: String, parameters: [Parameter]) {
    self.index = index
    self.verb = verb
    self.change = change
    self.parameters = parameters
  }

  /// The value of a parameter, or nil if it is absent.
  package subscript(key: String) -> String? { parameters.first { $0.key == key }?.value }

  /// The role the signer claims, such as `security` or `system-owner(claims-db)`.
  package var role: String? { self["role"] }

  /// The digest of the record in the act commit's own tree; nil if absent.
  package var digest: SHA256Digest? { self["digest"].flatMap { SHA256Digest($0) } }
}

/// `Policy-Approve: sha256:…; from=sha256:…`.
package struct PolicyApproval: Hashable, Sendable {
  package let index: Int
  /// The digest of the policy that is approved.
  package let digest: SHA256Digest
  /// The digest of the policy before.
  package let from: SHA256Digest

  package init(index: Int, digest: SHA256Digest, from: SHA256Digest) {
    self.index = index
    self.digest = digest
    self.from = from
  }
}

/// `Role-Delegate: …` or `Role-Recall: …`.
package struct Delegation: Hashable, Sendable {
  package let index: Int
  package let role: String
  package let to: String
  /// The first and the last day of a delegation; nil for a recall.
  package let days: Days?

  /// From the first day up to, not including, the second; days in the calendar's zone.
  package struct Days: Hashable, Sendable {
    package let from: CivilDate
    package let until: CivilDate

    package init(from: CivilDate, until: CivilDate) {
      self.from = from
      self.until = until
    }
  }

  package init(index: Int, role: String, to: String, days: Days?) {
    self.index = index
    self.role = role
    self.to = to
    self.days = days
  }
}

/// A line that looks like an act and is none, with the reason in words.
package struct NearMiss: Hashable, Sendable {
  /// Why it is no act. Stable codes of the documentation's table.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// The line stands before the last paragraph.
    case notInLastParagraph = "not-in-last-paragraph"
    /// The key is spelt in another way than the canonical one.
    case misspelledKey = "misspelled-key"
    /// The verb is not one of the known.
    case unknownVerb = "unknown-verb"
    /// The id is not a legal one.
    case badID = "bad-id"
    /// The line is no trailer that Git would read.
    case notATrailer = "not-a-trailer"
  }

  package let code: Code
  /// The line as written, cut to 200 bytes, control characters replaced.
  package let line: String
  /// The id of a change that the line names, if it can be read.
  package let change: String?

  package init(code: Code, line: String, change: String?) {
    self.code = code
    self.line = line
    self.change = change
  }
}

/// What one commit message says about changes.
package struct MessageReading: Hashable, Sendable {
  /// A line that is an act, whole or malformed.
  package struct MalformedAct: Hashable, Sendable {
    package let index: Int
    /// The verb and the id, which a malformed act still names.
    package let verb: Verb
    package let change: String
    /// What is wrong, in words.
    package let fault: String

    package init(index: Int, verb: Verb, change: String, fault: String) {
      self.index = index
      self.verb = verb
      self.change = change
      self.fault = fault
    }
  }

  /// Acts that keep the grammar. If `fault` is set none of them counts.
  package var statements: [Statement] = []
  /// Acts that break it.
  package var malformed: [MalformedAct] = []
  package var policyApprovals: [PolicyApproval] = []
  package var delegations: [Delegation] = []
  /// The value of the one `Change-Repository` trailer.
  package var repository: String?
  /// The first fault of the message as a whole; it voids every act of the commit.
  package var fault: String?
  package var nearMisses: [NearMiss] = []
  /// Ids that `Change: ID` at the start of a line, or `[ID]` in the subject, links to.
  package var links: [String] = []

  package init() {}

  /// Whether the commit carries any act, malformed ones included.
  package var hasActs: Bool {
    !statements.isEmpty || !malformed.isEmpty || !policyApprovals.isEmpty || !delegations.isEmpty
  }
}
