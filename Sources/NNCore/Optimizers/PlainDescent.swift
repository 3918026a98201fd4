/// An optimizer whose update is w = w - eta * mean gradient, and nothing else.
///
/// If no penalty is added to the gradient, kernels change the weights where they compute it, in
/// registers: a pass of its own would take some 10 % of an iteration of a small network. The
/// results are bit for bit those of `update`.
protocol PlainDescent: Optimizer {}
