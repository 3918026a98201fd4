import NNConfig
import NNCore

/// A falling learning rate with a mistake.
struct FaultySchedule: Schedule {
  enum Fault { case negative, notANumber, zero, length, memory }

  let fault: Fault
  private let counter = Counter()

  init(_ fault: Fault) { self.fault = fault }

  var dependsOnLength: Bool { fault != .length }

  func learningRate(at iteration: Int, of iterations: Int) -> Double {
    switch fault {
    case .negative: 0.1 - 0.04 * Double(iteration - 1)
    case .notANumber: iterations == 1 ? .nan : 0.1
    case .zero: 0
    case .length: 0.1 / Double(iterations)
    case .memory: 0.1 + counter.next()
    }
  }
}
