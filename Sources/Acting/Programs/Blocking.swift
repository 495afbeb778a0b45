internal import Dispatch
internal import Synchronization

/// Waits for asynchronous work, so that commands which run none never pay for it.
enum Blocking {
  private final class Box<R: Sendable>: Sendable {
    let value = Mutex<R?>(nil)
  }

  /// The result of `body`, run on the concurrent pool while this thread waits.
  ///
  /// Not to be called from asynchronous code, whose threads must not wait.
  static func run<R: Sendable>(_ body: @escaping @Sendable () async -> R) -> R {
    let box = Box<R>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let result = await body()
      box.value.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = box.value.withLock({ $0 }) else {
      preconditionFailure("the signal comes after the result")
    }
    return result
  }
}
