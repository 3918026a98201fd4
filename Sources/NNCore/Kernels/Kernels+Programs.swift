import CNNKernels

// Formulas. Arrays, numbers and results are asked for by index, so that nothing is allocated.
extension Kernels {
  /// Evaluates a formula for each element of its arrays, in double, rounded once.
  ///
  /// - Parameters:
  ///   - program: the formula
  ///   - shape: a matrix of the shape that all arrays and results have
  ///   - uniform: the value of a uniform variable
  ///   - array: an array that the program reads
  ///   - result: receives an output; may be one of the arrays
  func evaluate(
    _ program: FormulaProgram, shape: Matrix<T>, uniform: (Int) -> Double = { _ in .nan },
    array: (Int) -> Matrix<T>, into result: (Int) -> Matrix<T>
  ) {
    let code = program.main
    withNumbers(of: program, uniform: uniform) { numbers in
      withPointers(code.arrays.count) { index in
        let matrix = array(code.arrays[index])
        precondition(matrix.hasShape(of: shape), "matrices of one shape")
        return UnsafeRawPointer(matrix.elements)
      } body: { arrays in
        withPointers(code.outputCount) { index in
          let matrix = result(index)
          precondition(matrix.hasShape(of: shape), "matrices of one shape")
          return UnsafeMutableRawPointer(matrix.elements)
        } body: { results in
          code.withProgram { program in
            withUnsafePointer(to: program) {
              functions.evaluate($0, shape.paddedCount, numbers, arrays, results)
            }
          }
        }
      }
    }
  }

  /// Evaluates a formula for each element, and adds the results of each row, in double.
  ///
  /// - Parameters:
  ///   - program: a formula with one output and without uniform variables
  ///   - shape: a matrix of the shape that all arrays have
  ///   - array: an array that the program reads
  ///   - sums: receives a number for each row: the sum from the first column to the last
  func sumRows(
    of program: FormulaProgram, shape: Matrix<T>, array: (Int) -> Matrix<T>,
    into sums: UnsafeMutablePointer<Double>
  ) {
    let code = program.main
    withPointers(code.arrays.count) { index in
      let matrix = array(code.arrays[index])
      precondition(matrix.hasShape(of: shape), "matrices of one shape")
      return UnsafeRawPointer(matrix.elements)
    } body: { arrays in
      code.constants.withUnsafeBufferPointer { numbers in
        code.withProgram { program in
          withUnsafePointer(to: program) {
            functions.evaluate_rows($0, shape.kernelMatrix, numbers.baseAddress, arrays, sums)
          }
        }
      }
    }
  }

  /// Calls a function with the numbers of a program: its constants, and what its setup computes.
  fileprivate func withNumbers(
    of program: FormulaProgram, uniform: (Int) -> Double,
    body: (UnsafePointer<Double>?) -> Void
  ) {
    let constants = program.main.constants
    guard let setup = program.setup else {
      constants.withUnsafeBufferPointer { body($0.baseAddress) }
      return
    }
    withUnsafeTemporaryAllocation(
      of: Double.self, capacity: constants.count + program.main.numberCount + setup.arrays.count
    ) { memory in
      guard let numbers = memory.baseAddress else { preconditionFailure("there are numbers") }
      for (index, constant) in constants.enumerated() { numbers[index] = constant }
      let given = numbers + constants.count + program.main.numberCount
      for index in setup.arrays.indices { given[index] = uniform(setup.arrays[index]) }
      let kernels = Kernels<Double>(instructionSet)
      withPointers(setup.arrays.count) {
        UnsafeRawPointer(given + $0)
      } body: { arrays in
        withPointers(setup.outputCount) {
          UnsafeMutableRawPointer(numbers + constants.count + $0)
        } body: { results in
          setup.constants.withUnsafeBufferPointer { constants in
            setup.withProgram { program in
              withUnsafePointer(to: program) {
                kernels.functions.evaluate($0, 1, constants.baseAddress, arrays, results)
              }
            }
          }
        }
      }
      body(numbers)
    }
  }

  fileprivate func withPointers<Pointer>(
    _ count: Int, _ pointer: (Int) -> Pointer, body: (UnsafePointer<Pointer>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Pointer.self, capacity: max(1, count)) { pointers in
      guard let start = pointers.baseAddress else { preconditionFailure("there is memory") }
      for index in 0..<count { (start + index).initialize(to: pointer(index)) }
      body(start)
    }
  }
}

extension Kernels<Double> {
  /// The value of a formula that is one number.
  ///
  /// - Parameters:
  ///   - program: a formula with one output and without arrays
  ///   - uniform: the value of a uniform variable
  /// - Returns: the value
  func value(of program: FormulaProgram, uniform: (Int) -> Double) -> Double {
    var result = 0.0
    withUnsafeMutablePointer(to: &result) { result in
      withPointers(1) { _ in
        UnsafeMutableRawPointer(result)
      } body: { results in
        withNumbers(of: program, uniform: uniform) { numbers in
          program.main.withProgram { program in
            withUnsafePointer(to: program) { functions.evaluate($0, 1, numbers, nil, results) }
          }
        }
      }
    }
    return result
  }

  /// f(x) of a number.
  func value(of function: UnaryFunction, _ x: Double) -> Double {
    value(functions.unary[function.index], x, 0)
  }

  /// f(x, y) of numbers.
  func value(of function: BinaryFunction, _ x: Double, _ y: Double) -> Double {
    value(functions.binary[function.index], x, y)
  }

  private func value(_ kernel: nn_elementwise, _ x: Double, _ y: Double) -> Double {
    var result = x
    withUnsafePointer(to: x) { x in
      var operands = (nn_operand(elements: x, number: 0), nn_operand(elements: nil, number: y))
      withUnsafePointer(to: &operands) {
        $0.withMemoryRebound(to: nn_operand.self, capacity: 2) { kernel(1, $0, &result) }
      }
    }
    return result
  }
}
