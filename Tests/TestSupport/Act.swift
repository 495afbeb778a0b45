/// One trailer of a signed commit, composed by hand.
package struct Act {
  /// The digest that the trailer names.
  package enum Digest {
    /// That of the record as the commit has it.
    case right
    /// None.
    case absent
    /// This text in its place.
    case text(String)
  }

  package var verb: String
  /// The id of the change; nil: the record of the scene.
  package var change: String?
  package var parameters: [(key: String, value: String)]
  package var digest: Digest

  package init(
    _ verb: String, _ parameters: [(key: String, value: String)] = [], on change: String? = nil,
    digest: Digest = .right
  ) {
    self.verb = verb
    self.parameters = parameters
    self.change = change
    self.digest = digest
  }

  /// The line, `right` being the digest of the record.
  package func line(id: String, right: String) -> String {
    var words = ["Change-\(verb): \(change ?? id)"] + parameters.map { "\($0.key)=\($0.value)" }
    switch digest {
    case .right: words.append("digest=sha256:\(right)")
    case .absent: break
    case .text(let text): words.append("digest=\(text)")
    }
    return words.joined(separator: "; ")
  }

  /// The same act on another record of this text.
  package func on(_ record: SampleRecord) throws -> Act {
    Act(verb, parameters, on: record.id, digest: .text("sha256:\(try record.digest)"))
  }

  /// The same act with another digest.
  package func with(digest: Digest) -> Act { Act(verb, parameters, on: change, digest: digest) }

  package static var submit: Act { Act("Submit") }
  package static func assess(risk: String = "medium") -> Act {
    Act("Assess", [("role", "risk-assessor"), ("risk", risk)])
  }
  package static func approve(_ role: String) -> Act { Act("Approve", [("role", role)]) }
  package static func object(_ name: String, as role: String) -> Act {
    Act("Object", [("role", role), ("objection", name)])
  }
  package static func resolve(_ name: String, as role: String) -> Act {
    Act("Resolve", [("role", role), ("objection", name)])
  }
  package static func test(_ outcome: String = "pass") -> Act {
    Act("Test", [("role", "tester"), ("outcome", outcome)])
  }
  package static var schedule: Act { Act("Schedule", [("role", "change-manager")]) }
  package static func start(_ commit: String = SampleRecord.artifact) -> Act {
    Act("Start", [("role", "implementer"), ("commit", commit)])
  }
  package static func finish(_ outcome: String = "successful") -> Act {
    Act("Finish", [("role", "implementer"), ("outcome", outcome)])
  }
  package static func review(_ outcome: String = "successful") -> Act {
    Act("Review", [("role", "reviewer"), ("outcome", outcome)])
  }
  package static func close(_ outcome: String = "successful") -> Act {
    Act("Close", [("role", "change-manager"), ("outcome", outcome)])
  }
  /// Reject, Hold, Resume or Cancel as the holder of a role.
  package static func decide(_ verb: String, as role: String) -> Act {
    Act(verb, [("role", role)])
  }
  /// Withdraw in one role, or in all.
  package static func withdraw(as role: String? = nil) -> Act {
    Act("Withdraw", role.map { [("role", $0)] } ?? [])
  }
}
