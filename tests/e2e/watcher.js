// Runs in the page before anything else: notes what the coach puts out, which picture of the film was taken when, which workers
// are ready, and what the content security policy had to refuse.
(() => {
  const seen = { outputs: [], pictures: [], ready: [], violations: [] };
  window.seen = seen;
  document.addEventListener("securitypolicyviolation", (event) => seen.violations.push(event.blockedURI));
  window.Worker = class extends Worker {
    constructor(address, options) {
      super(address, options);
      this.addEventListener("message", ({ data }) => {
        if (data?.type === "ready") seen.ready.push(options.name);
      });
    }
  };
  const BITS = 16;
  const strip = Object.assign(document.createElement("canvas"), { width: BITS, height: 1 });
  const context = strip.getContext("2d", { willReadFrequently: true });
  const number = (video) => {
    context.drawImage(video, 0, video.videoHeight - 10, video.videoWidth, 4, 0, 0, BITS, 1);
    const pixels = context.getImageData(0, 0, BITS, 1).data;
    return Array.from({ length: BITS }, (_, bit) => (pixels[4 * bit] > 127 ? 1 << bit : 0)).reduce((a, b) => a + b, 0);
  };
  const follow = (video) => {
    const note = (_, picture) => {
      const taken = picture.captureTime ?? picture.presentationTime;
      seen.pictures.push([performance.timeOrigin + taken, number(video)]);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  document.addEventListener("DOMContentLoaded", () => {
    const player = document.getElementById("player");
    if (player === null) return;
    player.addEventListener("hamstride:output", ({ detail }) => seen.outputs.push(detail));
    follow(player.querySelector("video"));
  });
})();
