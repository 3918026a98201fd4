// The table of all kernels of one instruction set and type.

#define KERNEL(name) .name = PASTE3(name, SET, T)

const nn_kernels PASTE3(nn, SET, T) = {
    KERNEL(forward),
    KERNEL(backward),
    KERNEL(transpose),
    KERNEL(gradient),
    KERNEL(sparse_forward),
    KERNEL(sparse_gradient),
    KERNEL(relu),
    KERNEL(relu_backward),
    KERNEL(leaky_relu),
    KERNEL(leaky_relu_backward),
    KERNEL(sigmoid),
    KERNEL(sigmoid_backward),
    KERNEL(tanh),
    KERNEL(tanh_backward),
    KERNEL(softplus),
    KERNEL(softplus_backward),
    KERNEL(gelu),
    KERNEL(gelu_backward),
    KERNEL(softmax),
    KERNEL(softmax_backward),
    KERNEL(squared_error),
    KERNEL(cross_entropy),
    KERNEL(binary_cross_entropy),
    KERNEL(squared_error_gradient),
    KERNEL(difference),
    KERNEL(add_errors),
    KERNEL(sgd),
    KERNEL(gather),
    KERNEL(one_hot),
    KERNEL(exp),
    KERNEL(log),
    KERNEL(erf),
    KERNEL(normal_quantile),
    KERNEL(multiply_add),
};

#undef KERNEL
