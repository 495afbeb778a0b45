internal import Dispatch
internal import Synchronization

/// Work of several kinds that has nothing to do with each other, done over the cores.
enum Errands {
  private struct State {
    var started = 0
    var failure: (any Error)?
  }

  /// Does all of them, beginning in their order; the first failure is thrown when none is under way
  /// any more, and no other is begun after it.
  static func run(_ errands: [() throws -> Void], threads: Int) throws {
    let state = Mutex(State())
    // Each is run once, by one thread.
    nonisolated(unsafe) let errands = errands
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, errands.count))) { _ in
      while true {
        let number = state.withLock { state -> Int? in
          guard state.failure == nil, state.started < errands.count else { return nil }
          defer { state.started += 1 }
          return state.started
        }
        guard let number else { return }
        do { try errands[number]() } catch {
          state.withLock { state in
            if state.failure == nil { state.failure = error }
          }
        }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }
}
