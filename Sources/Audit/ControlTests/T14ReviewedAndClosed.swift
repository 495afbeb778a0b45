internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T14: after the work another than who did it reviewed it, and the change was closed in time.
struct T14ReviewedAndClosed: AttributeTest {
  static let test = ControlTest.t14
  let file: CaseFile

  func result() -> TestResult {
    guard file.beginning != nil else { return notApplicable(CaseFile.unstarted) }
    guard let since = file.finished ?? file.started else {
      return notEvaluable("nothing says when the work was done")
    }
    let isClosed = file.verdict.state == .closed
    let reviews = file.counted(.review)
    var exceptions = dependent(reviews)
    exceptions += isClosed ? closedUnreviewed(reviews) : []
    exceptions += overdue(since, reviews)
    if !exceptions.isEmpty { return fail(exceptions, basis: basis(since, reviews)) }
    guard isClosed else {
      return notApplicable(
        "review and closure are due \(file.openDays) days after \(since.time), which is not yet over"
      )
    }
    guard !reviews.isEmpty else {
      return notEvaluable("the policy in force asks nobody for a review, and nobody signed one")
    }
    let close = file.counted(.close)
    return pass(
      "reviewed by \(reviews.compactMap(\.person).distinct.listed), who did not carry it out, and "
        + "closed by \(close.compactMap(\.person).distinct.listed)",
      reviews.map(\.id) + close.map(\.id), basis: basis(since, reviews))
  }

  private func basis(_ since: Moment, _ reviews: [Act]) -> [TestResult.Basis] {
    [.signature] + (since.source == .stated ? [.stated] : [])
      + file.basis(reviews + file.counted(.close))
  }

  private func dependent(_ reviews: [Act]) -> [AuditException] {
    let implementers = file.implementers
    // Whom the policy keeps out for having done the work held no review that counts.
    let refused = file.verdict.acts.filter {
      $0.act.statement.verb == .review && $0.reason == .implementer
    }.map(\.act)
    let own = reviews.filter { review in
      review.person.map { implementers.contains(file.history.canonical($0)) } ?? false
    }
    return (own + (reviews.isEmpty ? refused : [])).map { review in
      exception(
        .reviewNotIndependent,
        "\(review.person ?? "somebody") reviewed what they had carried out", [review.id],
        time: file.moment(review).time)
    }
  }

  private func closedUnreviewed(_ reviews: [Act]) -> [AuditException] {
    let stage = file.account.end[.reviewed]
    if let close = file.counted(.close).first, !reviews.isEmpty {
      return reviews.contains { precedes($0, close) } ? [] : [late(close, reviews)]
    }
    guard reviews.isEmpty, let stage, stage.status != .notApplicable,
      stage.status != .overridden
    else { return [] }
    return file.counted(.close).prefix(1).map { close in
      exception(
        .closedWithoutReview, "\(file.words(close)), and no review counts", [close.id],
        time: file.moment(close).time)
    }
  }

  private func precedes(_ review: Act, _ close: Act) -> Bool {
    if file.graph.reaches(close.commit, review.commit) { return true }
    guard let earlier = review.integration, let later = close.integration else { return false }
    return earlier < later
  }

  private func late(_ close: Act, _ reviews: [Act]) -> AuditException {
    exception(
      .closedWithoutReview,
      "\(file.words(close)) came before any review: "
        + reviews.map(file.words).joined(separator: ", "), [close.id] + reviews.map(\.id),
      time: file.moment(close).time)
  }

  /// A review or a closure that came too late, or is due and has not come.
  private func overdue(_ since: Moment, _ reviews: [Act]) -> [AuditException] {
    let flags = file.verdict.flags.filter { $0.code == .reviewOverdue }
    if !flags.isEmpty {
      return flags.map {
        exception(
          .notClosedInTime, "\($0.message), and has not been held", [$0.commit].compactMap { $0 },
          isOpen: true)
      }
    }
    let limit = since.time.advanced(by: file.openDays * 86_400)
    let closed = file.verdict.state == .closed ? file.counted(.close).first : nil
    let moment = closed.map(file.moment)
    let end = moment?.time ?? file.scope.asOf
    guard end > limit else { return [] }
    let days = end.seconds.subtractingReportingOverflow(since.time.seconds)
    let age = days.overflow ? "many" : "\(days.partialValue / 86_400)"
    return [
      exception(
        .notClosedInTime,
        closed == nil
          ? "\(age) days after the work of \(since.time) it is not closed"
            + (reviews.isEmpty ? " nor reviewed" : "")
          : "closed \(age) days after the work of \(since.time), "
            + "where \(file.openDays) are usual",
        [since.commit, closed?.id].compactMap { $0 }, time: limit, isOpen: closed == nil)
    ]
  }
}
