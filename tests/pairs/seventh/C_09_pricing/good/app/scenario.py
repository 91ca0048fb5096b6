import copy


class Scenario:
    """What-if: the same settings with some of them changed."""

    def __init__(self, settings, curve):
        self.settings = settings
        self.curve = curve

    def shifted(self, by, **changes):
        settings = self.settings.fork()
        for name, value in changes.items():
            settings.set(name, value)
        curve = copy.deepcopy(self.curve)
        curve.bump(by)
        return Scenario(settings, curve)
