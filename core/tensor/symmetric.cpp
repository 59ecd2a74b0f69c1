#include "core/tensor/symmetric.h"

#include <Eigen/Eigenvalues>

namespace cnn {

SymmetricEigen symmetricEigen(const Eigen::MatrixXd& matrix) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    return {solver.eigenvalues(), solver.eigenvectors()};
}

} // namespace cnn
