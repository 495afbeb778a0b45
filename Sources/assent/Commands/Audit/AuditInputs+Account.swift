internal import Audit
internal import EvidencePack
internal import Git
internal import Ledger
internal import Primitives
internal import Reporting

extension AuditInputs {
  /// What was asked, as `audit.json` has it: with the repository and the files below `inputs/` enough
  /// to ask the same again.
  func account(
    _ scope: AuditScope, _ bundle: HistoryBundle?
  ) -> [(String, JSONValue)] {
    func names(_ paths: [String]) -> JSONValue {
      .array(paths.map { .string(Self.packed($0)) })
    }
    return [
      ("at", at == nil ? .null : .text(scope.standpoint)),
      ("deployments", names(deployments)), ("leavers", .text(leavers.map(Self.packed))),
      ("settings", names(settings)), ("code", .number(code.count)),
      ("seed", .text(seed)), ("size", size.map { .number($0) } ?? .null),
      ("confidence", .text(confidence)), ("tolerable", .text(tolerable)),
      ("deviations", deviations.map { .number($0) } ?? .null), ("strata", .string(strata.rawValue)),
      ("bundle", .bool(makesBundle)), ("bundle-since", .text(bundle?.since)),
    ]
  }

  /// Where the pack keeps a copy of a file that was given.
  static func packed(_ path: String) -> String {
    "inputs/" + (path.split(separator: "/").last.map { String($0) } ?? "input")
  }
}

extension AuditGround {
  /// The trunk of the repository, or as it was at a tip that is named.
  static func trunk(
    _ inputs: AuditInputs, _ options: LedgerOptions, _ repository: borrowing Repository
  ) throws -> Trunk {
    do throws(LedgerError) {
      let trunk = try TrunkFinder(options: options).find(in: repository)
      guard let tip = inputs.tip else { return trunk }
      return Trunk(reference: inputs.trunkReference ?? trunk.reference, tip: tip)
    } catch {
      throw Failure(error)
    }
  }
}
