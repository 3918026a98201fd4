// The list of elementwise functions, and the only place where one is named. The enums of
// ElementwiseFunctions.h, which Swift sees as `UnaryFunction` and so on, the kernels, their tables,
// names and tests are all made from it: each defines the macros that it needs and includes this
// file.
//
// A formula computes one vector of results. It names its operands, and may use any operator and
// the functions that both_types.inc.h includes. In front of it is the type of its vectors: VECTOR
// computes in the type of the arrays, `doubles` in double, rounded once at the end.
//
// A derivative is a product with `d`, computed from x, the function's argument, or y, its value.
//
// The comments document the enums' cases, in C and in Swift. Errors are in units in the last place
// (ULP) for double, over the whole range, subnormal numbers included. In float, a function that is
// computed in double has an error of half a unit and less than 2^-26 of one.

// NN_UNARY(name, type, formula of x, type, d times the derivative)
#ifndef NN_UNARY
#define NN_UNARY(name, ...)
#endif
// NN_PARAMETRIC(name, type, formula of x and the number p, type, d times the derivative by x)
#ifndef NN_PARAMETRIC
#define NN_PARAMETRIC(name, ...)
#endif
// NN_BINARY(name, type, formula of x and y)
#ifndef NN_BINARY
#define NN_BINARY(name, ...)
#endif
// NN_TERNARY(name, type, formula of x, y and z)
#ifndef NN_TERNARY
#define NN_TERNARY(name, ...)
#endif
// NN_QUATERNARY(name, type, formula of x, y, z and w)
#ifndef NN_QUATERNARY
#define NN_QUATERNARY(name, ...)
#endif

/// exp(x); error below 0.8 ULP.
NN_UNARY(exp, doubles, exp_doubles(x), VECTOR, d * y)
/// The natural logarithm of x; error below 0.9 ULP.
NN_UNARY(log, doubles, log_doubles(x), VECTOR, d / x)
/// The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x; error below 1.2
/// ULP.
NN_UNARY(erf, doubles, erf_doubles(x), doubles, d * erf_slope_doubles(x))
/// tanh(x); error below 2.3 ULP.
NN_UNARY(tanh, doubles, tanh_doubles(x), VECTOR, d * multiply_add(-y, y, 1))
/// sinh(x); error below 0.9 ULP.
NN_UNARY(sinh, doubles, sinh_doubles(x), doubles, d * cosh_doubles(x))
/// cosh(x); error below 0.9 ULP.
NN_UNARY(cosh, doubles, cosh_doubles(x), doubles, d * sinh_doubles(x))
/// sin(x), also of huge x; error below 0.8 ULP. That of infinity is NaN.
NN_UNARY(sin, doubles, sin_doubles(x), doubles, d * cos_doubles(x))
/// cos(x), also of huge x; error below 0.8 ULP. That of infinity is NaN.
NN_UNARY(cos, doubles, cos_doubles(x), doubles, -d * sin_doubles(x))
/// 1 / (1 + exp(-x)); error below 2.5 ULP.
NN_UNARY(sigmoid, doubles, sigmoid_doubles(x), VECTOR, d * (y * (1 - y)))
/// ln(1 + exp(x)), which is about exp(x) for very negative x; error below 2.1 ULP.
NN_UNARY(softplus, doubles, softplus_doubles(x), doubles, d * sigmoid_doubles(x))
/// x / 2 (1 + erf(x / sqrt 2)); error below 6 ULP, also where the sum is nearly zero. The
/// derivative is P + x p, with the cumulative function P and the density p of the standard normal
/// distribution at x; its error is below 8 ULP, between -1 and -0.5, where it has a zero, below
/// 2^-52.
NN_UNARY(gelu, doubles, gelu_doubles(x), doubles, d * gelu_slope_doubles(x))
/// max(x, 0); NaN stays NaN. The derivative at 0 is 1.
NN_UNARY(relu, VECTOR, select(x < 0, 0, x), VECTOR, select(x >= 0, d, 0))
/// The square root of x, rounded correctly; that of -0 is -0.
NN_UNARY(sqrt, VECTOR, square_root(x), VECTOR, d / (y + y))
/// x without its sign. The derivative at 0 is 1.
NN_UNARY(abs, VECTOR, absolute(x), VECTOR, select(x < 0, -d, d))
/// The largest whole number that is not above x; that of -0 is -0. The derivative is 0.
NN_UNARY(floor, VECTOR, round_down(x), VECTOR, (VECTOR){0})
/// 1 where x > 0, -1 where x < 0; zeros and NaN stay what they are. The derivative is 0.
NN_UNARY(sign, VECTOR, select(x > 0, 1, select(x < 0, -1, x)), VECTOR, (VECTOR){0})
/// -x.
NN_UNARY(negate, VECTOR, -x, VECTOR, -d)
/// x^2.
NN_UNARY(square, VECTOR, x * x, VECTOR, d * (x + x))

/// x, times the parameter where x < 0. The derivative at 0 is 1.
NN_PARAMETRIC(leakyReLU, VECTOR, select(x < 0, x * p, x), VECTOR, select(x >= 0, d, d * p))

/// x + y.
NN_BINARY(add, VECTOR, x + y)
/// x - y.
NN_BINARY(subtract, VECTOR, x - y)
/// x y.
NN_BINARY(multiply, VECTOR, x * y)
/// x / y.
NN_BINARY(divide, VECTOR, x / y)
/// The smaller number: x if they are equal, also if they are 0 and -0; NaN if one of them is NaN.
NN_BINARY(minimum, VECTOR, select((y < x) | (y != y), y, x))
/// The larger number: x if they are equal, also if they are 0 and -0; NaN if one of them is NaN.
NN_BINARY(maximum, VECTOR, select((y > x) | (y != y), y, x))
/// 1 where x < y, 0 elsewhere, also where one of them is NaN.
NN_BINARY(less, VECTOR, as_number(x < y))
/// 1 where x <= y, 0 elsewhere, also where one of them is NaN.
NN_BINARY(lessOrEqual, VECTOR, as_number(x <= y))
/// 1 where x = y, 0 elsewhere, also where one of them is NaN.
NN_BINARY(equal, VECTOR, as_number(x == y))
/// 1 where x and y differ, also where one of them is NaN; 0 elsewhere.
NN_BINARY(notEqual, VECTOR, as_number(x != y))
/// x^y; error below 0.9 ULP, of results that are not subnormal below 0.7 ULP. Special values are
/// those of IEEE 754: 1 if y is 0 or x is 1, even if the other one is NaN, and if x is -1 and y
/// infinite; NaN for finite x < 0 unless y is a whole number; the sign is that of x if y is odd.
NN_BINARY(power, doubles, power_doubles(x, y))

/// x y + z, rounded once.
NN_TERNARY(multiplyAdd, VECTOR, multiply_add(x, y, z))
/// y where x is not 0, which NaN is not either; z elsewhere.
NN_TERNARY(select, VECTOR, select(x != 0, y, z))

/// x y + z w: the second product is rounded, then the sum is, to 0 if it is subnormal. A running
/// mean that falls would otherwise end at a subnormal number, which most processors are slow with.
NN_QUATERNARY(weightedSum, VECTOR, without_subnormals(multiply_add(x, y, z * w)))
/// x y + z^2 w: z^2 and its product with w are rounded, then the sum is, to 0 if it is subnormal.
NN_QUATERNARY(weightedSquareSum, VECTOR, without_subnormals(multiply_add(x, y, (z * z) * w)))
/// x / (sqrt(y) z + w): the root, the sum and the quotient are rounded.
NN_QUATERNARY(quotientByRoot, VECTOR, x / multiply_add(square_root(y), z, w))
/// (x y) z + w: the product x y is rounded, then the sum is.
NN_QUATERNARY(scaledMultiplyAdd, VECTOR, multiply_add(x * y, z, w))
/// z where x < y; w elsewhere, also where x or y is NaN.
NN_QUATERNARY(selectLess, VECTOR, select(x < y, z, w))
/// z where x <= y; w elsewhere, also where x or y is NaN.
NN_QUATERNARY(selectLessOrEqual, VECTOR, select(x <= y, z, w))
/// x + y z + w sign(y), with sign(0) = 0: x + y z is rounded once, then the sum is.
NN_QUATERNARY(penalize, VECTOR,
              multiply_add(y, z, x) + select(y > 0, w, select(y < 0, -w, 0)))

#undef NN_UNARY
#undef NN_PARAMETRIC
#undef NN_BINARY
#undef NN_TERNARY
#undef NN_QUATERNARY
