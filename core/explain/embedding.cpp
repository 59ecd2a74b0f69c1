#include "core/explain/embedding.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>
#include <algorithm>

namespace cnn {
namespace {

// The turn R for which points * R is closest to `before` (orthogonal Procrustes).
Eigen::Matrix2d turnTowards(const RowMatrix& points, const RowMatrix& before) {
    const Eigen::Matrix2d common = points.cast<double>().transpose() * before.cast<double>();
    const Eigen::JacobiSVD<Eigen::Matrix2d> svd(common, Eigen::ComputeFullU | Eigen::ComputeFullV);
    return svd.matrixU() * svd.matrixV().transpose();
}

} // namespace

std::array<float, 2> Embedding::place(const Tensor& values) const {
    const Eigen::VectorXd from = values.array().matrix().cast<double>() - mean;
    const Eigen::Vector2d at = axes.transpose() * from;
    return {static_cast<float>(at.x()), static_cast<float>(at.y())};
}

Embedding embed(const Tensor& values, const Embedding* before) {
    Embedding result;
    const Eigen::MatrixXd all = values.matrix().cast<double>();
    const Eigen::Index features = all.rows(), images = all.cols();
    result.axes = Eigen::MatrixXd::Zero(features, 2);
    result.mean = images > 0 ? Eigen::VectorXd(all.rowwise().mean()) : Eigen::VectorXd(Eigen::VectorXd::Zero(features));
    const Eigen::MatrixXd about = all.colwise() - result.mean;
    const Eigen::MatrixXd covariance =
        about * about.transpose() / static_cast<double>(std::max<Eigen::Index>(images, 1));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance); // smallest first
    Eigen::Vector2d variances = Eigen::Vector2d::Zero();
    for (Eigen::Index a = 0; a < std::min<Eigen::Index>(2, features); ++a) {
        Eigen::VectorXd axis = solver.eigenvectors().col(features - 1 - a);
        Eigen::Index largest = 0;
        axis.cwiseAbs().maxCoeff(&largest);
        result.axes.col(a) = axis(largest) < 0 ? Eigen::VectorXd(-axis) : axis;
        variances(a) = std::max(0.0, solver.eigenvalues()(features - 1 - a));
    }
    result.points = (about.transpose() * result.axes).cast<float>();
    Eigen::Matrix2d turn = Eigen::Matrix2d::Identity();
    if (before && before->points.rows() == images) turn = turnTowards(result.points, before->points);
    result.points = result.points * turn.cast<float>();
    result.axes = result.axes * turn;
    const double total = covariance.trace();
    for (Eigen::Index a = 0; a < 2; ++a)
        result.shares[static_cast<std::size_t>(a)] = total > 0 ? turn.col(a).cwiseAbs2().dot(variances) / total : 0;
    return result;
}

} // namespace cnn
