import NNCore
import Testing

@testable import nnbench

@Suite("nnbench: the work of an iteration")
struct IterationWorkTests {
  private func work(slots: Int = 0, _ inputs: IterationWork.Inputs) -> Work {
    IterationWork(
      structure: [3, 2, 1], samples: 4, numberSize: 8, slots: slots, inputs: inputs
    ).total
  }

  /// Three numbers of 4 bytes, none of which is zero.
  private let dense = IterationWork.Inputs(
    nonzero: 3, used: 3, updated: 3, storedBytes: 12, areConverted: true)

  @Test("Dense inputs: each array once for each purpose")
  func bytesOfDenseInputs() {
    // 4 x 2 weights: read, and read and written by the update. 3 x 1 weights: the same, and two of
    // them are read by backpropagation.
    let weights = 8 + 16 + 3 + 6 + 2
    // Of 4 samples, what 3 neurons have three of, written and read.
    let activations = 4 * 3 * 3 * 2
    let inputs = 4 * 3 * 2
    #expect(work(dense).bytes == Double(8 * (weights + activations + inputs) + 4 * 12))
  }

  @Test("Each number that an optimizer remembers is read and written once for each weight")
  func slots() {
    #expect(work(slots: 2, dense).bytes - work(dense).bytes == 8 * 2 * 2 * 11)
  }

  @Test("Weights of inputs that are zero in the whole batch count only if they are updated")
  func bytesOfSparseInputs() {
    func bytes(updated: Double) -> Double {
      work(
        IterationWork.Inputs(
          nonzero: 0.5, used: 1, updated: updated, storedBytes: 5, areConverted: false)
      ).bytes
    }
    // The bias neuron's weights and those of one input: 2 x 2.
    let weights = 4 + 8 + 3 + 6 + 2
    #expect(bytes(updated: 1) == Double(8 * (weights + 72) + 4 * 5))
    #expect(bytes(updated: 3) - bytes(updated: 1) == 8 * 2 * 2 * 2)
  }

  @Test("Operations: two products of the first layer, three of each other one")
  func operations() {
    #expect(work(dense).operations == Double(2 * 4 * (2 * 3 * 2 + 3 * 2 * 1)))
  }

  @Test("A column that is never zero is used by each batch, one that always is by none")
  func usedColumns() throws {
    let bytes: [UInt8] = [1, 0, 7, 1, 0, 0, 2, 0, 0, 3, 0, 0]
    let rows = try #require(SparseRows(bytes, width: 3, count: 4, maximumShare: .infinity))
    #expect(rows.nonzeroRows == [4, 0, 1])
    #expect(rows.usedColumns == 2)
    let used = SparseRows.usedColumns(nonzeroRows: rows.nonzeroRows, rows: 4, samples: 2)
    #expect(used == 1 + 1 - 0.75 * 0.75)
  }
}
