internal import Acts
internal import Decision
internal import Records

/// Decides whether a judged commit may be signed, or once signed be published.
struct Verification {
  let request: ActRequest
  let person: String
  let policy: Policy

  /// What should be known of acts that all count; throws a refusal if one does not.
  func remarks(on judgement: Judgement) throws(ActingError) -> [String] {
    var remarks: [String] = []
    for (index, item) in request.items.enumerated() {
      guard let verdict = judgement.act(index, on: item.change) else {
        throw .refusal("the act on \(item.change) could not be read back")
      }
      if let reason = verdict.reason {
        throw .refusal(
          "\(item.verb.name) \(item.change) would not count (\(reason.rawValue)): "
            + reason.sentence(verdict, person), hint: advice(item, judgement))
      }
      let flags = judgement.flags(on: item.change)
      if let flag = flags.first(where: { $0.code == .startedUnauthorised }), item.verb == .start,
        !request.permitsUnauthorised
      {
        throw .refusal(
          "the gate is not open: \(flag.message)",
          hint: "assent gate \(item.change); to record it all the same: --unauthorised")
      }
      remarks += flags.map {
        "\(item.change) is flagged for ever, \($0.code.rawValue): \($0.message)"
      }
    }
    return remarks
  }

  /// Who could do it instead.
  private func advice(_ item: ActRequest.Item, _ judgement: Judgement) -> String? {
    let verdict = judgement.verdicts.first { $0.change == item.change }
    let stages = verdict?.stages.filter { policy.stages(of: item.verb).contains($0.stage) }
    let open = stages?.flatMap(\.requirements).first { requirement in
      !requirement.status.passes && requirement.could.contains { $0 != person }
    }
    guard let first = open else { return nil }
    let others = first.could.filter { $0 != person }.prefix(5).joined(separator: ", ")
    return "the seat `\(first.id)` is open to \(others)"
  }
}
