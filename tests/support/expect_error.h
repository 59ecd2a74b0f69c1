// Asks of an Error that it has the right code and that its sentence contains what a reader needs.
#pragma once

#include "core/base/error.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <string>

template<class Call> void expectError(Call call, cnn::ErrorCode code, std::initializer_list<std::string> words) {
    try {
        call();
    } catch (const cnn::Error& error) {
        const std::string sentence = error.what();
        EXPECT_EQ(error.code(), code) << sentence;
        for (const std::string& word : words)
            EXPECT_NE(sentence.find(word), std::string::npos) << sentence << "\n lacks " << word;
        EXPECT_TRUE(sentence.ends_with('.')) << sentence;
        return;
    }
    ADD_FAILURE() << "no Error was thrown";
}
