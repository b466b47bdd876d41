"""Chooses the model that answers, by environment variables."""

import os
import sys
from collections.abc import Callable, Mapping

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from faq.entries import FaqEntry
from faq.extractive_chat_model import ExtractiveChatModel

MakeModel = Callable[[tuple[FaqEntry, ...]], BaseChatModel]
"""Makes the model that answers one question from the entries that the search found."""

PROVIDERS = (
    ("ANTHROPIC_API_KEY", "anthropic", "claude-haiku-4-5"),
    ("OPENAI_API_KEY", "openai", "gpt-4.1-mini"),
)
MAX_ANSWER_TOKENS = 600


def choose_model(env: Mapping[str, str] = os.environ) -> MakeModel:
    """Chooses a hosted model with `ANTHROPIC_API_KEY` or `OPENAI_API_KEY`, and the extractive model otherwise.

    `FAQ_BOT_MODEL=extractive` ignores keys; any other value is the hosted model's name. `FAQ_BOT_MS_PER_TOKEN`
    (milliseconds, default 20) sets the pace of the extractive model. A key whose package is not installed is
    reported in one sentence, and the extractive model answers.
    """
    ms_per_token = float(env.get("FAQ_BOT_MS_PER_TOKEN") or 20)
    if not ms_per_token >= 0:
        raise ValueError("FAQ_BOT_MS_PER_TOKEN must be a number of milliseconds, 0 or more.")

    def extractive(entries: tuple[FaqEntry, ...]) -> BaseChatModel:
        return ExtractiveChatModel(entries=entries, ms_per_token=ms_per_token)

    name = env.get("FAQ_BOT_MODEL")
    provider = next((provider for provider in PROVIDERS if env.get(provider[0])), None)
    if name == "extractive" or provider is None:
        return extractive
    key_name, provider_name, default_name = provider
    try:
        model = init_chat_model(
            name or default_name, model_provider=provider_name, max_tokens=MAX_ANSWER_TOKENS
        )
    except ImportError:
        package = f"langchain-{provider_name}"
        print(
            f"{key_name} is set but {package} is not installed, so answers come straight from the FAQ entries; "
            f"run `pip install {package}` for answers by a model.",
            file=sys.stderr,
        )
        return extractive
    return lambda entries: model
