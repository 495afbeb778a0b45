internal import Dispatch
internal import Synchronization

/// Maps over the cores, keeping the order; `body` must not depend on other elements.
///
/// - Parameter chunk: how many elements one thread takes at a time; few where each takes long.
package func parallelMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], threads: Int, chunk: Int = 64,
  _ body: @escaping @Sendable (Input) -> Output
) -> [Output] {
  guard threads > 1, inputs.count > chunk else { return inputs.map(body) }
  let chunks = (inputs.count + chunk - 1) / chunk
  return [Output](unsafeUninitializedCapacity: inputs.count) { buffer, count in
    // Every iteration writes its own stretch of the buffer and no other.
    nonisolated(unsafe) let memory = buffer
    DispatchQueue.concurrentPerform(iterations: chunks) { number in
      for index in number * chunk..<min(inputs.count, (number + 1) * chunk) {
        memory.initializeElement(at: index, to: body(inputs[index]))
      }
    }
    count = inputs.count
  }
}

/// Work that goes on over the cores while more of it is still being found.
final class BackgroundMap<Input: Sendable, Output: Sendable>: Sendable {
  private let body: @Sendable (Input) -> Output
  private let threads: Int
  private let batch: Int
  private let group = DispatchGroup()
  private let done = Mutex<[[Output]]>([])
  private let waiting = Mutex<[Input]>([])

  /// Begins with nothing to do; `body` must not depend on other elements.
  ///
  /// - Parameter batch: how many elements one thread takes at a time.
  init(threads: Int, batch: Int = 256, _ body: @escaping @Sendable (Input) -> Output) {
    self.threads = threads
    self.batch = batch
    self.body = body
  }

  /// Adds an input; now and then this sends those that wait on their way.
  func add(_ input: Input) {
    let ready = waiting.withLock { waiting -> [Input] in
      waiting.append(input)
      guard waiting.count >= batch else { return [] }
      defer { waiting = [] }
      return waiting
    }
    start(ready)
  }

  /// Waits for all outputs; their order means nothing.
  func outputs() -> [Output] {
    let rest = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    start(rest)
    group.wait()
    return done.withLock { done in done.flatMap { $0 } }
  }

  private func start(_ inputs: [Input]) {
    guard !inputs.isEmpty else { return }
    guard threads > 1 else { return finish(inputs) }
    DispatchQueue.global().async(group: group) { self.finish(inputs) }
  }

  private func finish(_ inputs: [Input]) {
    let outputs = inputs.map(body)
    done.withLock { $0.append(outputs) }
  }
}
