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
  /// Inputs that are taken together.
  private struct Batch: Sendable {
    var inputs: [Input] = []
    var bytes = 0
  }

  /// How many bytes one thread takes at a time, about.
  private static var mostTogether: Int { 1 << 20 }
  /// How many bytes may wait for a thread.
  private static var mostBytes: Int { 1 << 25 }

  private let body: @Sendable (Input) -> Output
  private let threads: Int
  private let batch: Int
  private let group = DispatchGroup()
  private let done = Mutex<[[Output]]>([])
  private let next = Mutex(Batch())
  private let queued = Mutex(0)

  /// Begins with nothing to do; `body` must not depend on other elements.
  ///
  /// - Parameter batch: how many elements one thread takes at a time, at the most.
  init(threads: Int, batch: Int = 256, _ body: @escaping @Sendable (Input) -> Output) {
    self.threads = threads
    self.batch = batch
    self.body = body
  }

  /// Adds an input that holds so many bytes; now and then this sends those that wait on their way.
  func add(_ input: Input, bytes: Int) {
    let ready = next.withLock { next -> Batch? in
      next.inputs.append(input)
      next.bytes += bytes
      guard next.inputs.count >= batch || next.bytes >= Self.mostTogether else { return nil }
      defer { next = Batch() }
      return next
    }
    if let ready { start(ready) }
  }

  /// Waits for all outputs and hands them over; their order means nothing.
  func outputs() -> [[Output]] {
    let rest = next.withLock { next in
      defer { next = Batch() }
      return next
    }
    let outputs = parallelMap(rest.inputs, threads: threads, chunk: 8, body)
    done.withLock { $0.append(outputs) }
    group.wait()
    return done.withLock { done in
      defer { done = [] }
      return done
    }
  }

  private func start(_ batch: Batch) {
    // Who finds work faster than it is done takes part in it rather than pile it up.
    guard threads > 1, reserve(batch.bytes) else { return finish(batch) }
    DispatchQueue.global().async(group: group) {
      self.finish(batch)
      self.queued.withLock { $0 -= batch.bytes }
    }
  }

  private func reserve(_ bytes: Int) -> Bool {
    queued.withLock { queued in
      guard queued < Self.mostBytes else { return false }
      queued += bytes
      return true
    }
  }

  private func finish(_ batch: Batch) {
    let outputs = batch.inputs.map(body)
    done.withLock { $0.append(outputs) }
  }
}
