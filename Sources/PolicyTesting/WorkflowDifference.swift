internal import Acts
internal import Primitives
internal import Records

/// What sets two workflows apart, in words.
struct WorkflowDifference {
  private(set) var sentences: [String] = []

  init(_ old: Workflow, _ new: Workflow) {
    if old.clock != new.clock { say("rules on time rest on \(new.clock.rawValue) times") }
    for stage in Stage.allCases {
      switch (old.stages[stage], new.stages[stage]) {
      case (nil, .some): say("\(stage.rawValue): the stage is new")
      case (.some, nil): say("\(stage.rawValue): the stage is gone")
      case (let before?, let after?): compare(before, after)
      case (nil, nil): break
      }
    }
    if old.gateName != new.gateName || old.gateStage != new.gateStage {
      say("the gate \(new.gateName) asks for \(new.gateStage.rawValue)")
    }
    if old.artifact != new.artifact { say("artifacts are bound \(new.artifact.rawValue)") }
    emergency(old.emergency, new.emergency)
    powers(old.powers ?? Powers(), new.powers ?? Powers())
  }

  private mutating func say(_ sentence: String) { sentences.append(sentence) }

  // MARK: Stages

  private mutating func compare(_ old: StageRule, _ new: StageRule) {
    let stage = new.stage.rawValue
    requirements(stage, old.require, new.require)
    if old.act != new.act { say("\(stage): the act is \(new.act?.name ?? "none")") }
    if old.byRequester != new.byRequester || old.reviewedBy != new.reviewedBy {
      say("\(stage): somebody else does it")
    }
    sentences += PolicyDifference.lists("\(stage): distinct", old.distinct, new.distinct)
    sentences += PolicyDifference.lists(
      "\(stage): kept out", old.not.map(\.rawValue), new.not.map(\.rawValue))
    sentences += PolicyDifference.lists(
      "\(stage): covered", old.coveredSections.map(\.rawValue), new.coveredSections.map(\.rawValue))
    if old.validFor != new.validFor {
      say("\(stage): acts are good for \(new.validFor?.description ?? "ever")")
    }
    if old.leadTime != new.leadTime { say("\(stage): the lead time changes") }
    if old.windows != new.windows {
      say("\(stage): windows are \(new.windows?.joined(separator: ", ") ?? "not restricted")")
    }
    if old.conflicts != new.conflicts {
      say("\(stage): conflicts \(new.conflicts == nil ? "do not matter any more" : "matter")")
    }
  }

  private mutating func requirements(_ stage: String, _ old: Requirement?, _ new: Requirement?) {
    let (before, after) = (named(old), named(new))
    guard old.map(plain) != new.map(plain) else { return }
    let count = sentences.count
    for (name, requirement) in after {
      guard let earlier = before.first(where: { $0.name == name })?.requirement else {
        say("\(stage): new requirement `\(name)`")
        continue
      }
      if plain(earlier) != plain(requirement) { say("\(stage): `\(name)` changes") }
    }
    for (name, _) in before where !after.contains(where: { $0.name == name }) {
      say("\(stage): `\(name)` is no longer required")
    }
    if sentences.count == count { say("\(stage): what is required changes") }
  }

  /// The requirements with names, outermost first.
  private func named(_ requirement: Requirement?) -> [(name: String, requirement: Requirement)] {
    guard let requirement else { return [] }
    if let id = requirement.id { return [(id, requirement)] }
    switch requirement.kind {
    case .all(let children), .any(let children), .atLeast(_, let children):
      return children.flatMap { named($0) }
    case .quorum, .empty: return []
    }
  }

  /// The requirement without the lines where it stands.
  private func plain(_ requirement: Requirement) -> Requirement {
    var copy = requirement
    copy.line = 0
    switch requirement.kind {
    case .all(let children): copy.kind = .all(children.map(plain))
    case .any(let children): copy.kind = .any(children.map(plain))
    case .atLeast(let count, let children): copy.kind = .atLeast(count, children.map(plain))
    case .quorum, .empty: break
    }
    return copy
  }

  // MARK: Emergencies and powers

  private mutating func emergency(_ old: EmergencyRule?, _ new: EmergencyRule?) {
    guard let new else {
      if old != nil { say("emergency: the short way is gone") }
      return
    }
    guard let old else {
      say("emergency: the short way is new")
      return
    }
    if plain(old.before) != plain(new.before) { say("emergency: who approves before changes") }
    if old.validFor != new.validFor { say("emergency: the word is good for \(new.validFor)") }
    if old.ratifyWithin != new.ratifyWithin {
      say("emergency: ratification is due within \(new.ratifyWithin)")
    }
    if old.reviewWithin != new.reviewWithin {
      say("emergency: the review is due within \(new.reviewWithin?.description ?? "no time")")
    }
  }

  private mutating func powers(_ old: Powers, _ new: Powers) {
    let lists: [(String, [String]?, [String]?)] = [
      ("object", old.object, new.object), ("reject", old.reject, new.reject),
      ("hold", old.hold, new.hold), ("cancel", old.cancel, new.cancel),
      ("lift", old.lift, new.lift),
    ]
    for (power, before, after) in lists where before != after {
      say("powers: \(power) is \(after.map { list($0) } ?? "left to the default")")
    }
    for name in Set(old.override.keys).union(new.override.keys).sorted()
    where old.override[name] != new.override[name] {
      say("powers: `\(name)` can be overridden by \(list(new.override[name] ?? []))")
    }
  }

  private func list(_ roles: [String]) -> String {
    roles.isEmpty ? "nobody" : roles.joined(separator: ", ")
  }
}
