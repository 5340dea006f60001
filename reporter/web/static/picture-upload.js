// One picture on its way to the server, with its progress.

// Resolves to the file as the server keeps it. Rejects with the server's sentence as the message of the Error, or with
// an empty one when there was no answer. `insteadOf` is the id of the picture it takes the place of.
export function sendPicture({ to, token, file, name, insteadOf, onProgress, signal }) {
  const body = new FormData();
  body.append("csrf_token", token);
  if (insteadOf) body.append("instead_of", insteadOf);
  body.append("screenshots", file, name);
  const request = new XMLHttpRequest();
  request.open("POST", to);
  request.setRequestHeader("Accept", "application/json");
  request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
  signal?.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.onloadend = () => {
      const answer = read(request.responseText);
      if (answer.file) resolve(answer.file);
      else reject(new Error(answer.error || ""));
    };
    request.send(body);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
