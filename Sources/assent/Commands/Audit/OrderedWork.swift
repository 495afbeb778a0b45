internal import Dispatch
internal import Synchronization

/// Work on a row of inputs over the cores, whose outputs are taken one at a time in the order of the
/// inputs.
///
/// Few outputs wait at any time, so that a long row needs no more memory than a short one.
final class OrderedWork<Input: Sendable, Output: Sendable>: Sendable {
  private struct State {
    var started = 0
    var taken = 0
    var waiting: [Int: Output] = [:]
    var isTaking = false
    var failure: (any Error)?
  }

  private let inputs: [Input]
  private let threads: Int
  private let state = Mutex(State())
  /// How many more inputs may be begun before an output was taken.
  private let room: DispatchSemaphore

  init(_ inputs: [Input], threads: Int) {
    self.inputs = inputs
    self.threads = max(1, threads)
    room = DispatchSemaphore(value: max(1, threads) + 1)
  }

  /// Works through the row; of several failures the one that came first is thrown.
  ///
  /// - Parameters:
  ///   - body: runs on several threads at once.
  ///   - take: runs on any thread, never twice at once.
  func run(_ body: @Sendable (Input) throws -> Output, _ take: (Output) throws -> Void) throws {
    try withoutActuallyEscaping(take) { take in try work(body, take) }
  }

  private func work(
    _ body: @Sendable (Input) throws -> Output, _ take: @escaping (Output) throws -> Void
  ) throws {
    // Whoever takes has said so in the state, and everybody else lets it be.
    nonisolated(unsafe) let take = take
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while let number = next() {
        do {
          let output = try body(inputs[number])
          state.withLock { $0.waiting[number] = output }
          while let output = due() {
            try take(output)
            taken()
          }
        } catch {
          fail(error)
        }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// The next input to begin; nil if there is none, or all is in vain.
  private func next() -> Int? {
    room.wait()
    let number = state.withLock { state -> Int? in
      guard state.failure == nil, state.started < inputs.count else { return nil }
      defer { state.started += 1 }
      return state.started
    }
    // Nobody else needs to wait for what will not come.
    if number == nil { room.signal() }
    return number
  }

  /// The output whose turn it is, if it is there and nobody is taking one.
  private func due() -> Output? {
    state.withLock { state in
      guard state.failure == nil, !state.isTaking,
        let output = state.waiting.removeValue(forKey: state.taken)
      else { return nil }
      state.isTaking = true
      return output
    }
  }

  private func taken() {
    state.withLock { state in
      state.isTaking = false
      state.taken += 1
    }
    room.signal()
  }

  private func fail(_ error: any Error) {
    state.withLock { state in
      if state.failure == nil { state.failure = error }
    }
    for _ in 0...threads { room.signal() }
  }
}
