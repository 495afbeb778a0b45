internal import Dispatch

/// Maps over the cores, keeping the order; `body` must not depend on other elements.
package func parallelMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], threads: Int, _ body: @escaping @Sendable (Input) -> Output
) -> [Output] {
  let chunk = 64
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
