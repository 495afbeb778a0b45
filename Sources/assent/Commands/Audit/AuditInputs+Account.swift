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
      ("deployments", names(deployments)),
      ("aliases", .array(aliases.texts.map { .string($0) })),
      ("leavers", .text(leavers.map(Self.packed))),
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
  ///
  /// Such a tip must lie on the trunk: whoever may push any branch could have an audit repeated on a
  /// history of their own otherwise.
  static func trunk(
    _ inputs: AuditInputs, _ options: LedgerOptions, _ repository: borrowing Repository
  ) throws -> Trunk {
    let trunk: Trunk
    do throws(LedgerError) { trunk = try TrunkFinder(options: options).find(in: repository) } catch
    {
      throw Failure(error)
    }
    guard let tip = inputs.tip else { return trunk }
    do throws(GitError) {
      var next: ObjectID? = trunk.tip
      while let id = next, id != tip { next = try repository.commitHeader(id).parents.first }
      if next == tip { return Trunk(reference: inputs.trunkReference ?? trunk.reference, tip: tip) }
    } catch {
      throw Failure(error)
    }
    throw Failure(
      "not-on-spine", "\(tip) is not on the first-parent chain of \(trunk.reference)",
      hint: "name a clone that has it, or the trunk with --trunk", exitStatus: 3)
  }
}
