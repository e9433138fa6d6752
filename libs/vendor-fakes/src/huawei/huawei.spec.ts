// Huawei: what every vendor does, on both families of phones.
import { conforms } from '../conformance';
import { huawei } from '@offline-push/vendors/huawei/index';
import { HuaweiFake } from './fake';
import { harmonySample, sample } from './sample';

const forbiddenTokens = ['a;b', 'a/../b?', 'x'.repeat(513), ' ok-1', 'ok-1\n'];

conforms({
  vendor: { ...huawei, displayName: 'Huawei for Android' },
  newFake: () => new HuaweiFake(),
  ...sample,
  forbiddenTokens,
  features: { tokensPerCall: 1000, showsOnce: false },
  isChat: (wire) => wire.includes('"category":"IM"'),
  isSilent: (wire) => wire.includes('"default_sound":false') && !wire.includes('"sound"'),
});

conforms({
  vendor: { ...huawei, displayName: 'Huawei for HarmonyOS' },
  newFake: () => new HuaweiFake(),
  ...harmonySample,
  forbiddenTokens,
  features: { tokensPerCall: 1000, showsOnce: true },
  isChat: (wire) => wire.includes('"category":"IM"'),
  // The category decides.
  isSilent: () => false,
});
